package main

import "fmt"

func main() {
	for _, n := range []int{0, 1, 7, 8, 9, 100, 897, 2000, 5000} {
		m := make(map[int]int, n/2)
		for i := 0; i < n; i++ {
			m[i*7919%10007] = i
		}
		for i := 0; i < n; i += 3 {
			delete(m, i*7919%10007)
		}
		s := fmt.Sprint(m)
		h := 0
		for _, c := range s {
			h = (h*31 + int(c)) % 1000003
		}
		fmt.Println(n, len(m), len(s), h)
	}
}
