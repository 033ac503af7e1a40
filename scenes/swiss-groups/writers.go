// Eight keys fill the only group of a map. Two goroutines add the ninth at once.
package main

import "fmt"

func main() {
	m := make(map[int]int)
	for i := 1; i <= 8; i++ {
		m[i] = i * i
	}
	done := make(chan bool)
	go func() {
		m[9] = 81
		done <- true
	}()
	m[10] = 100
	<-done
	fmt.Println(len(m), m[9], m[10])
}
