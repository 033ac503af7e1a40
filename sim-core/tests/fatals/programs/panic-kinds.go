package main

type St struct{ a, b int }

func main() {
	defer func() { panic([]int{1}) }()
	defer func() { panic([2]int{1}) }()
	defer func() { panic(map[string]int{}) }()
	defer func() { panic(func() {}) }()
	defer func() { panic(make(chan int)) }()
	defer func() { panic(&St{}) }()
	defer func() { panic(struct{}{}) }()
	defer func() { panic(struct{ x any }{}) }()
	defer func() { panic((*int)(nil)) }()
	defer func() { panic((error)(nil)) }()
	panic(St{1, 2})
}
