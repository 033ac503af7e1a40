package main

func main() {
	m := map[any]int{1: 1}
	m[struct{ s []int }{}] = 1
}
