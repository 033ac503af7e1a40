// One goroutine writes while the other reads.
package main

func main() {
	m := map[int]int{1: 1}
	done := make(chan bool)
	go func() {
		m[1] = 2
		done <- true
	}()
	go func() {
		_ = m[1]
		done <- true
	}()
	<-done
	<-done
}
