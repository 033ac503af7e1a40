// A table is split while another goroutine looks for a key that is there all
// along.
package main

import "fmt"

func main() {
	m := make(map[int]int, 896)
	for i := 1; i <= 896; i++ {
		m[i] = i
	}
	done := make(chan bool)
	go func() {
		v, ok := m[548]
		fmt.Println(v, ok)
		done <- true
	}()
	m[897] = 897
	<-done
}
