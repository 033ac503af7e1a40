package main

import "fmt"

func ack(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

func hanoi(n int, a, b, c string, moves *int) {
	if n == 0 {
		return
	}
	hanoi(n-1, a, c, b, moves)
	*moves++
	hanoi(n-1, c, b, a, moves)
}

func perms(xs []int, k int, out *[][]int) {
	if k == len(xs) {
		*out = append(*out, append([]int{}, xs...))
		return
	}
	for i := k; i < len(xs); i++ {
		xs[k], xs[i] = xs[i], xs[k]
		perms(xs, k+1, out)
		xs[k], xs[i] = xs[i], xs[k]
	}
}

func qsort(a []int) {
	if len(a) < 2 {
		return
	}
	p, j := a[0], 0
	for i := 1; i < len(a); i++ {
		if a[i] < p {
			j++
			a[i], a[j] = a[j], a[i]
		}
	}
	a[0], a[j] = a[j], a[0]
	qsort(a[:j])
	qsort(a[j+1:])
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + depth(n-1)
}

func sieve(n int) (primes []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		primes = append(primes, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func main() {
	fmt.Println(ack(2, 3))
	n := 0
	hanoi(6, "a", "b", "c", &n)
	fmt.Println(n)
	var out [][]int
	perms([]int{1, 2, 3}, 0, &out)
	fmt.Println(out, len(out))
	a := []int{5, 3, 9, 1, 7, 2, 8}
	qsort(a)
	fmt.Println(a, even(10), odd(7), depth(1000))
	fmt.Println(sieve(60))
}
