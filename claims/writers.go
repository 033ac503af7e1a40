// Two goroutines write one map, without a lock.
package main

func main() {
	m := map[int]int{}
	done := make(chan bool)
	for key := 1; key <= 2; key++ {
		go func(key int) {
			m[key] = key
			done <- true
		}(key)
	}
	<-done
	<-done
}
