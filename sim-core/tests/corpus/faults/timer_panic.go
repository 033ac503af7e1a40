package main

import "time"

func main() {
	time.AfterFunc(time.Millisecond, func() {
		var m map[string]int
		m["a"] = 1
	})
	time.Sleep(time.Second)
}
