package main

func main() {
	m := filled()
	go repeat(3, func() { clear(m); m[1] = 1 })
	repeat(3, func() { clear(m); m[2] = 1 })
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
