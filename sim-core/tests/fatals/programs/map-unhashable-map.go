package main

func main() {
	m := map[any]int{}
	_ = m[map[int]int{}]
}
