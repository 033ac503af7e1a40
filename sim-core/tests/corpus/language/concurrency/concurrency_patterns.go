package main

import (
	"fmt"
	"sync"
)

type Server struct {
	mu   sync.Mutex
	cond *sync.Cond
	q    []int
	done bool
}

func (s *Server) put(v int) {
	s.mu.Lock()
	s.q = append(s.q, v)
	s.mu.Unlock()
	s.cond.Signal()
}

func (s *Server) get() (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.q) == 0 && !s.done {
		s.cond.Wait()
	}
	if len(s.q) == 0 {
		return 0, false
	}
	v := s.q[0]
	s.q = s.q[1:]
	return v, true
}

func pipeline(n int) int {
	src := make(chan int)
	sq := make(chan int)
	go func() {
		defer close(src)
		for i := range n {
			src <- i
		}
	}()
	go func() {
		defer close(sq)
		for v := range src {
			sq <- v * v
		}
	}()
	t := 0
	for v := range sq {
		t += v
	}
	return t
}

func merge(cs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(cs))
	for _, c := range cs {
		go func(c <-chan int) {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}(c)
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func gen(xs ...int) <-chan int {
	c := make(chan int, len(xs))
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}

func semaphore() int {
	sem := make(chan struct{}, 2)
	var mu sync.RWMutex
	active, max := 0, 0
	var wg sync.WaitGroup
	for range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			active++
			if active > max {
				max = active
			}
			mu.Unlock()
			mu.RLock()
			_ = active
			mu.RUnlock()
			mu.Lock()
			active--
			mu.Unlock()
		}()
	}
	wg.Wait()
	return max
}

func main() {
	s := &Server{}
	s.cond = sync.NewCond(&s.mu)
	var wg sync.WaitGroup
	sum := make([]int, 3)
	for w := range sum {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				v, ok := s.get()
				if !ok {
					return
				}
				sum[w] += v
			}
		}()
	}
	for i := 1; i <= 20; i++ {
		s.put(i)
	}
	s.mu.Lock()
	s.done = true
	s.mu.Unlock()
	s.cond.Broadcast()
	wg.Wait()
	fmt.Println(sum[0]+sum[1]+sum[2], pipeline(10))
	t := 0
	for v := range merge(gen(1, 2, 3), gen(10, 20), gen()) {
		t += v
	}
	fmt.Println(t, semaphore() <= 2)
	var once sync.Once
	results := make(chan int, 4)
	for i := range 4 {
		go func() {
			once.Do(func() { fmt.Println("once") })
			results <- i
		}()
	}
	all := 0
	for range 4 {
		all += <-results
	}
	fmt.Println(all)
	stop := make(chan struct{})
	ticks := make(chan int)
	go func() {
		defer close(ticks)
		for i := 0; ; i++ {
			select {
			case ticks <- i:
			case <-stop:
				return
			}
		}
	}()
	for v := range ticks {
		if v == 5 {
			close(stop)
			break
		}
	}
	for range ticks {
	}
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	x := 0
	for range 5 {
		ping <- x
		x = <-pong
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(x, ok)
}
