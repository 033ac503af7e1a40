package main

import "fmt"

func main() {
	c, d := make(chan int), make(chan int)
	close(c)
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		default:
		case c <- 1:
		}
	}()
	select {
	case v := <-d:
		fmt.Println(v)
	case c <- 2:
		fmt.Println("sent")
	}
}
