package main

import (
	"fmt"
	"math"
)

func main() {
	m := map[float64]int{}
	for i := 0; i < 5; i++ {
		m[math.NaN()] = i
	}
	m[0] = 10
	m[math.Copysign(0, -1)] = 11
	fmt.Println(len(m), m[0], m[math.NaN()])
	delete(m, math.NaN())
	sum := 0
	for k, v := range m {
		if k != k {
			sum += v
		}
	}
	fmt.Println(len(m), sum)
	clear(m)
	fmt.Println(len(m), m)
}
