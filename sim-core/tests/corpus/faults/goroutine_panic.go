package main

type T struct{ n int }

func (t *T) crash(k int) {
	var s []int
	s[k] = t.n
}

func main() {
	done := make(chan bool)
	go func() {
		t := &T{1}
		t.crash(3)
		done <- true
	}()
	<-done
}
