package main

type P struct{ x, y int }

func main() {
	_ = P{1}
	_ = P{x: 1, 2}
	_ = P{z: 1}
}
