package main

import "fmt"

func main() {
	m := make(map[int]int)
	for i := 0; i < 2000; i++ {
		m[i*7919] = i
		if i%3 == 0 {
			delete(m, (i/2)*7919)
		}
	}
	sum, n := 0, 0
	for k, v := range m {
		if k != v*7919 {
			fmt.Println("wrong", k, v)
		}
		sum += v
		n++
	}
	fmt.Println(n == len(m), n, sum)
	s := map[string]int{}
	for i := 0; i < 500; i++ {
		s[fmt.Sprintf("key%03d", i)] = i
	}
	for i := 0; i < 500; i += 2 {
		delete(s, fmt.Sprintf("key%03d", i))
	}
	total := 0
	for i := 0; i < 500; i++ {
		if v, ok := s[fmt.Sprintf("key%03d", i)]; ok {
			total += v
		}
	}
	fmt.Println(len(s), total)
}
