package sync

// Cond lets goroutines wait for an announcement. Waiting goroutines have numbers
// in order of arrival; Signal and Broadcast let numbers below a bound go on, as
// Go's list of tickets does.
type Cond struct {
	L Locker

	arrived  int // number of the next to wait
	released int // numbers below it may go on
	gate     Mutex
	waiters  []chan struct{}
}

func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks L, waits to be let on, and locks L again.
func (c *Cond) Wait() {
	mine := make(chan struct{}, 1)
	c.gate.Lock()
	c.arrived++
	c.waiters = append(c.waiters, mine)
	c.gate.Unlock()
	c.L.Unlock()
	<-mine
	c.L.Lock()
}

// Signal lets the goroutine go on that has waited longest.
func (c *Cond) Signal() {
	c.gate.Lock()
	if c.released < c.arrived {
		c.waiters[0] <- struct{}{}
		c.waiters = c.waiters[1:]
		c.released++
	}
	c.gate.Unlock()
}

// Broadcast lets all waiting goroutines go on.
func (c *Cond) Broadcast() {
	c.gate.Lock()
	for _, waiter := range c.waiters {
		waiter <- struct{}{}
	}
	c.waiters = nil
	c.released = c.arrived
	c.gate.Unlock()
}
