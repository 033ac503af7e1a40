package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.Mutex
	balance int
}

func transfer(from, to *account, amount int, wg *sync.WaitGroup, gate chan bool) {
	defer wg.Done()
	from.Lock()
	defer from.Unlock()
	gate <- true
	<-gate
	to.Lock()
	defer to.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	a, b := &account{balance: 10}, &account{balance: 20}
	var wg sync.WaitGroup
	gate := make(chan bool)
	wg.Add(2)
	go transfer(a, b, 1, &wg, gate)
	<-gate
	go transfer(b, a, 2, &wg, gate)
	<-gate
	gate <- true
	gate <- true
	wg.Wait()
	fmt.Println(a.balance, b.balance)
}
