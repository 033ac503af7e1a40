package main

import "time"

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	time.Sleep(10 * time.Millisecond)
	<-make(chan string)
}
