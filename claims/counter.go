// Two goroutines count.
package main

import "fmt"

func main() {
	n := 0
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			n++
			done <- true
		}()
	}
	<-done
	<-done
	fmt.Println(n)
}
