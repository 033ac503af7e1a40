package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
)

type unequal struct{ n uint64 }

func (u *unequal) Uint64() uint64 { u.n += 0x9e3779b97f4a7c15; return u.n ^ u.n>>29 }

func numbers(r *rand.Rand) {
	fmt.Println(r.Int(), r.Uint64(), r.Uint32(), r.Int32(), r.Int64(), r.Uint(), r.IntN(100), r.Int32N(7), r.Uint32N(1000), r.Int64N(1e15), r.Uint64N(3), r.UintN(77), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(6))
	for i := 0; i < 1200; i++ {
		f, e := r.NormFloat64(), r.ExpFloat64()
		if f > 3.3 || f < -3.3 || e > 7.5 || i%200 == 0 {
			fmt.Println(i, f, e)
		}
	}
	s := []int{1, 2, 3, 4, 5, 6, 7, 8}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	z := rand.NewZipf(r, 2.5, 1, 50)
	fmt.Println(s, z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64(), rand.NewZipf(r, .5, 1, 1) == nil)
}

func main() {
	numbers(rand.New(rand.NewPCG(1, 2)))
	numbers(rand.New(&unequal{}))
	seed := [32]byte([]byte("a seed of exactly thirty-two byt"))
	c := rand.NewChaCha8(seed)
	for i := 0; i < 300; i++ {
		if v := c.Uint64(); i < 6 || i%31 == 0 || i > 120 && i < 128 {
			fmt.Println(i, v)
		}
	}
	numbers(rand.New(c))
	c.Seed(seed)
	b := make([]byte, 21)
	n, err := c.Read(b)
	fmt.Println(b, n, err, c.Uint64())
	data, err := c.MarshalBinary()
	fmt.Printf("%q %v\n", data, err)
	var d rand.ChaCha8
	fmt.Println(d.UnmarshalBinary(data), d.UnmarshalBinary(data[1:]), d.UnmarshalBinary([]byte("readbuf:")))
	c.Read(b)
	e := make([]byte, 21)
	d.Read(e)
	fmt.Println(bytes.Equal(b, e), c.Uint64() == d.Uint64())
	p := rand.NewPCG(7, 8)
	p.Uint64()
	data, err = p.MarshalBinary()
	fmt.Printf("%q %v\n", data, err)
	var q rand.PCG
	fmt.Println(q.UnmarshalBinary(data), q.UnmarshalBinary(nil), p.Uint64() == q.Uint64())
}
