package main

import (
	"fmt"
	"sync"
)

type server struct {
	mu sync.Mutex
	n  int
}

func (s *server) handle(id int, done chan<- int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.check(id)
	done <- id
}

func (s *server) check(id int) {
	if id == 2 {
		panic(fmt.Errorf("bad id %d", id))
	}
}

func main() {
	s := &server{}
	done := make(chan int)
	go s.handle(2, done)
	<-done
}
