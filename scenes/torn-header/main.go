// One goroutine appends to a full slice while another takes a copy of its header.
package main

import "fmt"

func main() {
	s := []int{1}
	old := &s[0]
	done := make(chan bool)
	go func() {
		s = append(s, 2)
		done <- true
	}()
	t := s
	fmt.Println("len", len(t), "of the old array:", &t[0] == old)
	<-done
}
