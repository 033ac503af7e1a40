// One goroutine appends while another looks at the slice.
package main

import "fmt"

func main() {
	s := []int{1}
	done := make(chan bool)
	go func() {
		s = append(s, 2)
		done <- true
	}()
	t := s
	fmt.Println("len", len(t), "cap", cap(t))
	<-done
}
