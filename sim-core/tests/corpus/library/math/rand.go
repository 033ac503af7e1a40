package main

import (
	"fmt"
	"math/rand"
	r2 "math/rand/v2"
)

type fixed struct{ n int64 }

func (f *fixed) Int63() int64 {
	f.n = f.n*6364136223846793005 + 1442695040888963407
	return f.n & (1<<63 - 1)
}
func (f *fixed) Seed(s int64) { f.n = s }

func main() {
	r := rand.New(&fixed{7})
	for i := 0; i < 5; i++ {
		fmt.Println(r.Int(), r.Intn(10), r.Int63n(1e12), r.Int31n(1000), r.Uint32(), r.Uint64(), r.Float64(), r.Float32(), r.Intn(16), r.Perm(6))
	}
	s := []int{1, 2, 3, 4, 5, 6, 7}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	b := make([]byte, 10)
	r.Read(b)
	fmt.Println(s, b)
	p := r2.New(r2.NewPCG(1, 2))
	for i := 0; i < 5; i++ {
		fmt.Println(p.Int(), p.IntN(10), p.Int64N(1e12), p.Int32N(1000), p.Uint32(), p.Uint64(), p.Float64(), p.Float32(), p.IntN(16), p.Perm(6), p.Uint32N(77), p.UintN(5))
	}
	n := rand.Intn(10)
	fmt.Println(n >= 0 && n < 10, len(rand.Perm(5)), r2.N(5) < 5, r2.IntN(3) < 3, rand.Float64() < 1)
	rand.Seed(5)
	a1, a2 := rand.Intn(1000), rand.Float64()
	rand.Seed(5)
	fmt.Println(rand.Intn(1000) == a1, rand.Float64() == a2)
	q1, q2 := rand.New(rand.NewSource(3)), rand.New(rand.NewSource(3))
	fmt.Println(q1.Int() == q2.Int(), q1.NormFloat64() == q2.NormFloat64())
	defer func() { fmt.Println(recover()) }()
	rand.Intn(0)
}
