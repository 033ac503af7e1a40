package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

type job struct{ id, n int }
type result struct {
	id  int
	out string
	err error
}

func work(j job) (r result) {
	r.id = j.id
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("job %d: %v", j.id, p)
		}
	}()
	if j.n == 3 {
		return result{j.id, "", errors.New("three")}
	}
	r.out = fmt.Sprint(60 / (j.n - 1))
	return
}

func main() {
	jobs := make(chan job)
	results := make(chan result)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- work(j)
			}
		}()
	}
	go func() {
		for i := range 6 {
			jobs <- job{i, i}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	var all []result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	for _, r := range all {
		fmt.Println(r.id, r.out, r.err)
	}
	sem := make(chan struct{}, 2)
	var mu sync.Mutex
	most, now := 0, 0
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			mu.Lock()
			now--
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(most <= 2, now)
}
