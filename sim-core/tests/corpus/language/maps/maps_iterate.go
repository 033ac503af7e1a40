// Maps that change while they are walked over: growth to twice the size and to
// the same size, deletion, clearing. The order is random; what is checked and
// printed does not depend on it.
package main

import "fmt"

type rng uint64

func (r *rng) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r)>>33) % n
}

// walk goes over m while it inserts and deletes. Every entry that stays in the map
// all the time must be visited once.
func walk(r *rng, m map[int]int, n int) {
	stays := map[int]bool{}
	for k := range m {
		stays[k] = true
	}
	visits, gone := map[int]int{}, map[int]bool{}
	fresh := n
	for k, v := range m {
		visits[k]++
		if visits[k] > 1 || gone[k] || m[k] != v {
			panic(fmt.Sprint("key ", k, " visited ", visits[k], " times, deleted ", gone[k], " value ", v, m[k]))
		}
		for i := r.next(4); i > 0 && fresh < 5*n; i-- {
			if r.next(3) == 0 {
				d := r.next(n)
				delete(m, d)
				delete(stays, d)
				gone[d] = true
			} else {
				m[fresh] = fresh * 3
				fresh++
			}
		}
	}
	for k := range stays {
		if visits[k] != 1 {
			panic(fmt.Sprint("key ", k, " visited ", visits[k], " times"))
		}
	}
}

func main() {
	for round := 0; round < 60; round++ {
		r := rng(round)
		n := 1 + r.next(60)
		m := make(map[int]int)
		for k := 0; k < n; k++ {
			m[k] = k * 3
		}
		for i := r.next(n); i > 0; i-- {
			delete(m, r.next(n))
		}
		walk(&r, m, n)
	}
	fmt.Println("walked")

	m := map[int]int{}
	for k := 0; k < 40; k++ {
		m[k] = k
	}
	steps := 0
	for k := range m {
		steps++
		delete(m, k)
	}
	fmt.Println(steps, len(m))
	for k := 0; k < 40; k++ {
		m[k] = k
	}
	steps = 0
	for range m {
		steps++
		clear(m)
	}
	fmt.Println(steps, len(m))

	sum := 0
	for k, v := range map[string]int(nil) {
		sum += len(k) + v
	}
	seen := map[[2]int]bool{}
	grid := map[int]map[int]bool{}
	for i := 0; i < 7; i++ {
		grid[i] = map[int]bool{}
		for j := 0; j < 5; j++ {
			grid[i][j] = (i+j)%2 == 0
		}
	}
	for i, row := range grid {
		for j, even := range row {
			seen[[2]int{i, j}] = even
			if even {
				sum += i * j
			}
		}
	}
	fmt.Println(len(seen), sum, seen[[2]int{6, 4}], seen[[2]int{6, 3}])
}
