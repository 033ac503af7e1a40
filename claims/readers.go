// Nobody writes.
package main

import "fmt"

func main() {
	m := map[int]int{1: 10, 2: 20}
	sums := make(chan int)
	for key := 1; key <= 2; key++ {
		go func(key int) { sums <- m[key] }(key)
	}
	fmt.Println(<-sums + <-sums)
}
