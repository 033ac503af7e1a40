package main

func f(x int) int {
	for x < 3 {
		return 1
	}
}

func main() { f(1) }
