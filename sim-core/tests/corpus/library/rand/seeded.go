package main

import (
	"fmt"
	"math/rand"
)

func hash(h, v uint64) uint64 { return (h ^ v) * 1099511628211 }

func main() {
	for _, seed := range []int64{0, 1, 2, 42, -1, -7, 1 << 31, 1<<31 - 1, 1<<31 - 2, 89482311, 1700000000123456789, -1 << 63, 1<<63 - 1} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(seed, r.Int63(), r.Uint64(), r.Uint32(), r.Int31(), r.Int(), r.Intn(100), r.Int31n(7), r.Int63n(1e15), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(5))
		h := uint64(14695981039346656037)
		for i := 0; i < 2000; i++ {
			h = hash(h, r.Uint64())
		}
		fmt.Println(h)
	}
	r := rand.New(rand.NewSource(99))
	s := r.Perm(12)
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	b := make([]byte, 11)
	n, err := r.Read(b)
	fmt.Println(s, b, n, err)
	r.Seed(5)
	n, err = r.Read(b[:3])
	fmt.Println(b, n, err, r.Int63())
	z := rand.NewZipf(r, 1.5, 4, 1000)
	for i := 0; i < 30; i++ {
		fmt.Print(z.Uint64(), " ")
	}
	fmt.Println(rand.NewZipf(r, 1, 1, 10) == nil, rand.NewZipf(r, 2, .5, 10) == nil)
	for i := 0; i < 1500; i++ {
		f, e := r.NormFloat64(), r.ExpFloat64()
		if f > 3.3 || f < -3.3 || e > 7.5 || i%100 == 0 {
			fmt.Println(i, f, e)
		}
	}
	src := rand.NewSource(3)
	_, ok := src.(rand.Source64)
	fmt.Printf("%T %v\n", src, ok)
	src.Seed(42)
	fmt.Println(src.Int63())
}
