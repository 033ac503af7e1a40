// Both keys are there already: nothing grows.
package main

func main() {
	m := map[int]int{1: 0, 2: 0}
	done := make(chan bool)
	for key := 1; key <= 2; key++ {
		go func(key int) {
			m[key]++
			done <- true
		}(key)
	}
	<-done
	<-done
}
