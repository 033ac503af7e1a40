package main

import (
	"errors"
	"fmt"
	"sync"
)

var errFunds = errors.New("insufficient funds")

type Account struct {
	mu      sync.Mutex
	id      int
	balance int
}

func transfer(from, to *Account, n int) error {
	if from == to {
		return nil
	}
	a, b := from, to
	if a.id > b.id {
		a, b = b, a
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if from.balance < n {
		return fmt.Errorf("account %d: %w", from.id, errFunds)
	}
	from.balance -= n
	to.balance += n
	return nil
}

func main() {
	accts := []*Account{{id: 0, balance: 100}, {id: 1, balance: 100}, {id: 2}}
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			transfer(accts[i%3], accts[(i+1)%3], i)
		}()
	}
	wg.Wait()
	total := 0
	for _, a := range accts {
		total += a.balance
	}
	fmt.Println(total)
	err := transfer(accts[0], accts[1], 1000)
	fmt.Println(err, errors.Is(err, errFunds))
	fmt.Println(transfer(accts[0], accts[0], 1000))
}
