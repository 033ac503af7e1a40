// go 1.17
package main

func Id[T any](x T) T { return x }

func main() { println(Id(1)) }
