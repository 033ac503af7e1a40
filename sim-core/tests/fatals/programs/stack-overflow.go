package main

func main() {
	deeper(1)
}

func deeper(n int) int { return deeper(n+1) + n }
