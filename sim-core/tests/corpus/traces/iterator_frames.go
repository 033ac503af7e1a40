package main

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	for i := range seq(3) {
		if i == 1 {
			panic("in the loop")
		}
	}
}
