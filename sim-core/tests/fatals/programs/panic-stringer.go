package main

import "time"

func main() {
	panic(time.Duration(3))
}
