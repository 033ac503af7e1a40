// Two goroutines write one map; each is ready to recover.
package main

import "fmt"

func write(m map[int]int, key int, done chan bool) {
	defer func() {
		if recover() != nil {
			fmt.Println("recovered")
		}
		done <- true
	}()
	m[key] = key
}

func main() {
	m := map[int]int{}
	done := make(chan bool)
	go write(m, 1, done)
	go write(m, 2, done)
	<-done
	<-done
}
