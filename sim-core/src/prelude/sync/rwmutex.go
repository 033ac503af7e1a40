package sync

// RWMutex is held by any number of readers or one writer. A waiting writer keeps
// new readers out; the readers that wait when a writer unlocks are let in before
// the next writer.
type RWMutex struct {
	writer    int // its goroutine's number and 1
	readers   int // inside, with those that were let in
	announced int // 1 while a writer waits for readers to leave
	waiting   int // readers that wait for a writer
	admitted  int // readers let in that have not gone on yet
}

// Lock announces a writer, which holds off new readers, and waits for the readers
// and writers inside.
func (rw *RWMutex) Lock() {
	rw.announce()
	rw.lock()
}

// RLock goes in, or waits until the next Unlock lets it in.
func (rw *RWMutex) RLock() {
	if rw.arrive() {
		rw.enter()
	}
}

func (rw *RWMutex) announce()    // SyncOp::RwLockAnnounce
func (rw *RWMutex) lock()        // SyncOp::RwLock
func (rw *RWMutex) Unlock()      // SyncOp::RwUnlock
func (rw *RWMutex) arrive() bool // SyncOp::RwRLock
func (rw *RWMutex) enter()       // SyncOp::RwREnter
func (rw *RWMutex) RUnlock()     // SyncOp::RwRUnlock

// RLocker is a Locker that locks and unlocks rw for reading.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
