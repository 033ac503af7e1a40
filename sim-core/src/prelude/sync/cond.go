package sync

// Cond lets goroutines wait for an announcement.
type Cond struct {
	L Locker

	list notifyList
}

// notifyList counts tickets: a goroutine that waits draws the next one and goes
// on once so many have been notified. So they go on in the order in which they
// came.
type notifyList struct {
	next     int
	notified int
	self     uintptr // its own address, from the first use on: a copy has another one
}

func (l *notifyList) add() int        // SyncOp::CondAdd
func (l *notifyList) wait(ticket int) // SyncOp::CondWait
func (l *notifyList) signal()         // SyncOp::CondSignal
func (l *notifyList) broadcast()      // SyncOp::CondBroadcast

func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks L, waits to be let on, and locks L again. The ticket is drawn while
// L is held, so no announcement is missed.
func (c *Cond) Wait() {
	ticket := c.list.add()
	c.L.Unlock()
	c.list.wait(ticket)
	c.L.Lock()
}

// Signal lets the goroutine go on that has waited longest.
func (c *Cond) Signal() { c.list.signal() }

// Broadcast lets all waiting goroutines go on.
func (c *Cond) Broadcast() { c.list.broadcast() }
