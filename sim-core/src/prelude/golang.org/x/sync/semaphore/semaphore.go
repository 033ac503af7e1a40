//go:build go1.18

// Package semaphore: a number that goroutines take from and give back to, first
// come, first served.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

// Weighted is a semaphore.
type Weighted struct {
	size    int64
	cur     int64 // taken
	mu      sync.Mutex
	waiters list.List // of waiter, by arrival
}

// waiter wants n; ready is closed when it has got them.
type waiter struct {
	n     int64
	ready chan struct{}
}

func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire takes n, when they are there and nobody else waits before, unless ctx
// ends first.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.size-s.cur >= n && s.waiters.Len() == 0 {
		s.cur += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		// It can never be; nobody else is to wait for it.
		s.mu.Unlock()
		<-done
		return ctx.Err()
	}
	ready := make(chan struct{})
	place := s.waiters.PushBack(waiter{n, ready})
	s.mu.Unlock()
	select {
	case <-done:
		s.mu.Lock()
		defer s.mu.Unlock()
		select {
		case <-ready:
			// Both have come: give them back.
			s.cur -= n
			s.serve()
		default:
			first := s.waiters.Front() == place
			s.waiters.Remove(place)
			if first && s.size > s.cur {
				s.serve()
			}
		}
		return ctx.Err()
	case <-ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
		}
		return nil
	}
}

// TryAcquire takes n if that is possible now, and reports whether it was.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size-s.cur < n || s.waiters.Len() > 0 {
		return false
	}
	s.cur += n
	return true
}

func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cur -= n
	if s.cur < 0 {
		panic("semaphore: released more than held")
	}
	s.serve()
}

// serve lets those at the front go on, as far as there is enough.
func (s *Weighted) serve() {
	for {
		front := s.waiters.Front()
		if front == nil {
			return
		}
		w := front.Value.(waiter)
		if s.size-s.cur < w.n {
			// Whoever wants less has to wait, too, so that this one is served some day.
			return
		}
		s.cur += w.n
		s.waiters.Remove(front)
		close(w.ready)
	}
}
