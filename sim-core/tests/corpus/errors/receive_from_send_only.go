package main

func f(c chan<- int) { <-c; close(c) }

func main() {}
