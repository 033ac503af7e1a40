// Two goroutines append to a slice that has room for both.
package main

import "fmt"

func main() {
	s := make([]int, 0, 2)
	done := make(chan bool)
	for i := 1; i <= 2; i++ {
		go func(i int) {
			s = append(s, i)
			done <- true
		}(i)
	}
	<-done
	<-done
	fmt.Println(len(s))
}
