package main

import "fmt"

func gcd[T int | uint8 | int64](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func pow(x, n, m uint64) (r uint64) {
	r = 1
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r * x % m
		}
		x = x * x % m
	}
	return
}

func isqrt(n int) int {
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

func collatz(n int) (steps int) {
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return
}

func main() {
	fmt.Println(gcd(48, 36), gcd(uint8(200), 75), gcd(int64(-12), 18))
	fmt.Println(pow(2, 62, 1_000_000_007), pow(3, 200, 13), isqrt(99), isqrt(100), collatz(27))
	var h uint32 = 2166136261
	for _, c := range []byte("hash me") {
		h ^= uint32(c)
		h *= 16777619
	}
	fmt.Printf("%08x\n", h)
	x := uint64(88172645463325252)
	for range 3 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		fmt.Print(x, " ")
	}
	fmt.Println()
}
