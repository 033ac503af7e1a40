package main

func main() {
	m := filled()
	go repeat(3, func() { m[1]++ })
	go repeat(3, func() { m[2]++ })
	repeat(3, func() { m[3]++ })
}

func filled() map[int]int {
	m := make(map[int]int)
	for i := 0; i < 20; i++ {
		m[i] = i
	}
	return m
}

func repeat(n int, f func()) {
	for i := 0; i < n; i++ {
		f()
	}
}
