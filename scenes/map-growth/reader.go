// A map grows while another goroutine looks for a key that is there all along.
package main

import "fmt"

func main() {
	m := make(map[int]int, 26)
	for i := 1; i <= 26; i++ {
		m[i] = i * i
	}
	done := make(chan bool)
	go func() {
		v, ok := m[5]
		fmt.Println(v, ok)
		done <- true
	}()
	m[27] = 27 * 27
	<-done
}
