//go:build go1.23

// Package iter: functions that range loops accept, and pulling values out of them
// one by one. Since Go 1.23.
//
// Pull's sequence runs in a goroutine of its own that never runs beside its
// caller: the two hand control to each other over channels.
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
	name    string        // of the function that made it, for panics
	resume  chan struct{} // hands control to the sequence
	control chan struct{} // hands it back

	begun   bool
	running bool // the sequence has control
	done    bool // it has ended, or is to end
	value   T
	yielded bool // value has not been taken yet
	cause   any  // of the panic that ended it
	exited  bool // it ended by Goexit
}

// ended is what the sequence left behind besides values: a panic, a Goexit.
func (p *puller[T]) ended() {
	if p.exited {
		p.exited = false
		runtime.Goexit()
	}
	if p.cause != nil {
		cause := p.cause
		p.cause = nil
		panic(cause)
	}
}

// run is the sequence's goroutine.
func (p *puller[T]) run(seq func(yield func(T) bool)) {
	returned := false
	defer func() {
		if cause := recover(); cause != nil {
			p.cause = cause
		} else if !returned {
			p.exited = true
		}
		p.done, p.running = true, false
		p.control <- struct{}{}
	}()
	seq(func(v T) bool {
		if p.done {
			return false
		}
		if p.yielded {
			panic(p.name + ": yield called again before next")
		}
		p.value, p.yielded, p.running = v, true, false
		p.control <- struct{}{}
		<-p.resume
		return !p.done
	})
	returned = true
}

// enter gives control to the sequence until it yields or ends.
func (p *puller[T]) enter(seq func(yield func(T) bool)) {
	p.running = true
	if p.begun {
		p.resume <- struct{}{}
	} else {
		p.begun = true
		go p.run(seq)
	}
	<-p.control
}

func (p *puller[T]) next(seq func(yield func(T) bool)) (v T, ok bool) {
	if p.done {
		return v, false
	}
	if p.running {
		panic(p.name + ": next called again before yield")
	}
	p.enter(seq)
	p.ended()
	if !p.yielded {
		return v, false
	}
	var zero T
	v, p.value, p.yielded = p.value, zero, false
	return v, true
}

func (p *puller[T]) stop(seq func(yield func(T) bool)) {
	if p.done {
		return
	}
	if p.running {
		panic(p.name + ": stop called again before yield")
	}
	p.done = true
	if p.begun {
		p.enter(seq)
		p.ended()
	}
}

func newPuller[T any](name string) *puller[T] {
	return &puller[T]{name: name, resume: make(chan struct{}), control: make(chan struct{})}
}

// Pull makes two functions of a sequence: next gives its next value, stop ends it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller[V]("iter.Pull")
	next = func() (V, bool) { return p.next(seq) }
	stop = func() { p.stop(seq) }
	return next, stop
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller[pair[K, V]]("iter.Pull2")
	pairs := func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	}
	next = func() (K, V, bool) {
		both, ok := p.next(pairs)
		return both.k, both.v, ok
	}
	stop = func() { p.stop(pairs) }
	return next, stop
}
