// Package sync: locks and their relatives.
//
// What a Go programmer takes for one operation is one here: a function without a
// body is a SyncOp of the machine, on the object that its first parameter points
// to, enabled only when it can succeed. The objects are as many words as the
// operations need and no more. Map and Pool are Go like any other.
package sync

type Locker interface {
	Lock()
	Unlock()
}

// Mutex is unlocked when holder is 0, else the goroutine's number and 1.
type Mutex struct {
	holder int
}

func (m *Mutex) Lock()   // SyncOp::MutexLock
func (m *Mutex) Unlock() // SyncOp::MutexUnlock

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
