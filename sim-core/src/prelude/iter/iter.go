//go:build go1.23

// Package iter: functions that range loops accept, and pulling values out of them
// one by one. Since Go 1.23.
//
// Go pulls by coroutines: two goroutines of which one runs at a time. Here they hand
// control to each other over channels; a goroutine that waits in one of the methods
// below stands in traces as Go's does, as [coroutine] and without their frames (see
// machine/trace.rs).
package iter

import "runtime"

type Seq[V any] func(yield func(V) bool)

type Seq2[K, V any] func(yield func(K, V) bool)

// pair is a value of a Seq2.
type pair[K, V any] struct {
	k K
	v V
}

// puller is a sequence that is being pulled from. Whoever has control may use it.
type puller[T any] struct {
	name string // of the function that made it, for panics

	// turn has a channel for each side, the caller's and the sequence's, on which it
	// waits for control; side has it now.
	turn [2]chan struct{}
	side int

	value  T // the newest one, if ok
	ok     bool
	asked  bool // next waits for a value
	done   bool // the sequence has ended, or is to end
	over   bool // it has returned
	exited bool // it ended by Goexit
	cause  any  // of the panic that ended it
}

func newPuller[T any](name string) *puller[T] {
	return &puller[T]{name: name, turn: [2]chan struct{}{make(chan struct{}), make(chan struct{})}}
}

// give hands control to the other side.
func (p *puller[T]) give() {
	p.side = 1 - p.side
	p.turn[p.side] <- struct{}{}
}

// swap does so, and waits until it comes back.
func (p *puller[T]) swap() {
	mine := p.side
	p.give()
	<-p.turn[mine]
}

// begin waits for the first call of next or stop; it reports whether the sequence is
// to run.
func (p *puller[T]) begin() bool {
	<-p.turn[1]
	p.over = p.done
	return !p.done
}

// yield hands a value to next; it reports whether there will be another call of it.
func (p *puller[T]) yield(v T) bool {
	if p.done {
		return false
	}
	if !p.asked {
		panic(p.name + ": yield called again before next")
	}
	p.asked = false
	p.value, p.ok = v, true
	p.swap()
	return !p.done
}

// returned says that the sequence has come to its end.
func (p *puller[T]) returned() {
	var zero T
	p.value, p.ok, p.over = zero, false, true
}

// end is deferred by the sequence's goroutine, however it ends.
func (p *puller[T]) end() {
	if cause := recover(); cause != nil {
		p.cause = cause
	} else if !p.over {
		p.exited = true
	}
	p.done = true
	p.give()
}

// left passes on what the sequence left behind besides values: a panic, a Goexit.
func (p *puller[T]) left() {
	if p.exited {
		runtime.Goexit()
	}
	if p.cause != nil {
		panic(p.cause)
	}
}

func (p *puller[T]) next() (v T, ok bool) {
	if p.done {
		return v, false
	}
	if p.asked {
		panic(p.name + ": next called again before yield")
	}
	p.asked = true
	p.swap()
	p.left()
	return p.value, p.ok
}

func (p *puller[T]) stop() {
	if !p.done {
		p.done = true
		p.swap()
		p.left()
	}
}

// Pull makes two functions of a sequence: next gives its next value, stop ends it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller[V]("iter.Pull")
	go func() {
		defer p.end()
		if p.begin() {
			seq(func(v V) bool { return p.yield(v) })
			p.returned()
		}
	}()
	next = func() (V, bool) { return p.next() }
	stop = func() { p.stop() }
	return next, stop
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller[pair[K, V]]("iter.Pull2")
	go func() {
		defer p.end()
		if p.begin() {
			seq(func(k K, v V) bool { return p.yield(pair[K, V]{k, v}) })
			p.returned()
		}
	}()
	next = func() (K, V, bool) {
		both, ok := p.next()
		return both.k, both.v, ok
	}
	stop = func() { p.stop() }
	return next, stop
}
