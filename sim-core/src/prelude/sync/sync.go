// Package sync: locks and their relatives.
//
// What a Go programmer takes for one operation is one here: a function without a
// body is a SyncOp of the machine, on the object that its first parameter points
// to, enabled only when it can succeed. The objects are as many words as the
// operations need and no more.
package sync

type Locker interface {
	Lock()
	Unlock()
}

// Mutex is unlocked when holder is 0, else the goroutine's number and 1.
type Mutex struct {
	holder int
}

func (m *Mutex) Lock()         // SyncOp::MutexLock
func (m *Mutex) Unlock()       // SyncOp::MutexUnlock
func (m *Mutex) TryLock() bool // SyncOp::MutexTryLock

// RWMutex is held by any number of readers or one writer. A waiting writer keeps
// new readers out.
type RWMutex struct {
	writer  int // its goroutine's number and 1
	readers int
	waiting int // writers that have announced themselves
}

// Lock announces a writer, which holds off new readers, and waits for the readers
// and writers inside.
func (rw *RWMutex) Lock() {
	rw.announce()
	rw.lock()
}

func (rw *RWMutex) announce()      // SyncOp::RwLockAnnounce
func (rw *RWMutex) lock()          // SyncOp::RwLock
func (rw *RWMutex) Unlock()        // SyncOp::RwUnlock
func (rw *RWMutex) TryLock() bool  // SyncOp::RwTryLock
func (rw *RWMutex) RLock()         // SyncOp::RwRLock
func (rw *RWMutex) RUnlock()       // SyncOp::RwRUnlock
func (rw *RWMutex) TryRLock() bool // SyncOp::RwTryRLock

// RLocker is a Locker that locks and unlocks rw for reading.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// WaitGroup waits for its counter to become 0.
type WaitGroup struct {
	counter int
}

func (wg *WaitGroup) Add(delta int) // SyncOp::WgAdd
func (wg *WaitGroup) Wait()         // SyncOp::WgWait
func (wg *WaitGroup) Done()         { wg.Add(-1) }

// Once: 0 fresh, 1 its function is running, 2 done.
type Once struct {
	state int
}

func (o *Once) enter() bool // SyncOp::OnceEnter
func (o *Once) done()       // SyncOp::OnceDone

// Do calls f if nobody has. Others wait until it is back, even by a panic.
func (o *Once) Do(f func()) {
	if o.enter() {
		defer o.done()
		f()
	}
}
