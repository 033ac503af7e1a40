package time

import "sync/atomic"

// Timers. Each is a goroutine here that sleeps and then acts, if the timer has not
// been stopped or set anew meanwhile. (In Go the runtime does that, without a
// goroutine; runtime.NumGoroutine counts those that sleep.)

// Timer fires once.
type Timer struct {
	C <-chan Time
	alarm
}

// Ticker fires again and again.
type Ticker struct {
	C <-chan Time
	alarm
}

// alarm is what Timer and Ticker share.
type alarm struct {
	armed int64     // number of the setting that is to fire, 0 for none
	count int64     // settings so far
	c     chan Time // to send to, or
	f     func()    // to call in a goroutine of its own
	from  uintptr   // bubble in which it was made, 0 for none
}

// bubble is that of the calling goroutine, 0 outside.
func bubble() uintptr

// fatal ends the program.
func fatal(text string)

// check ends the program where a bubble's timer is used by somebody in none.
func (a *alarm) check(what string) {
	if a.from != 0 && bubble() == 0 {
		fatal(what + " of synctest timer from outside bubble")
	}
}

// set arms a; fires after d, and then every period if that is not 0. It reports
// whether a was armed before.
func (a *alarm) set(d, period Duration) bool {
	setting := atomic.AddInt64(&a.count, 1)
	was := atomic.SwapInt64(&a.armed, setting)
	go a.wait(setting, d, period)
	return was != 0
}

func (a *alarm) wait(setting int64, d, period Duration) {
	Sleep(d)
	for period > 0 && atomic.LoadInt64(&a.armed) == setting {
		a.fire()
		Sleep(period)
	}
	if period == 0 && atomic.CompareAndSwapInt64(&a.armed, setting, 0) {
		a.fire()
	}
}

func (a *alarm) fire() {
	if a.f != nil {
		a.f()
		return
	}
	select {
	case a.c <- Now():
	default:
	}
}

func (a *alarm) disarm() bool { return atomic.SwapInt64(&a.armed, 0) != 0 }

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c, alarm: alarm{c: c, from: bubble()}}
	t.set(d, 0)
	return t
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

// AfterFunc calls f in a goroutine of its own.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{alarm: alarm{f: f, from: bubble()}}
	t.set(d, 0)
	return t
}

// Stop reports whether it kept t from firing.
func (t *Timer) Stop() bool {
	if t.c == nil && t.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	t.check("stop")
	stopped := t.disarm()
	return t.drain() || stopped
}

// Reset sets t anew; it reports whether it was to fire.
func (t *Timer) Reset(d Duration) bool {
	if t.c == nil && t.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	t.check("reset")
	stopped := t.disarm()
	drained := t.drain()
	return t.set(d, 0) || stopped || drained
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c, alarm: alarm{c: c, from: bubble()}}
	t.set(d, d)
	return t
}

func (t *Ticker) Stop() {
	t.check("stop")
	t.disarm()
	t.drain()
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.c == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.check("reset")
	t.disarm()
	t.drain()
	t.set(d, d)
}

// Tick is NewTicker's channel, nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
