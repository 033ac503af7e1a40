package main

import (
	"fmt"
	"sync"
)

func main() {
	made := 0
	p := sync.Pool{New: func() any {
		made++
		return fmt.Sprint("new", made)
	}}
	fmt.Println(p.Get(), p.Get(), made)
	for _, x := range []any{"a", "b", nil, "c", 4} {
		p.Put(x)
	}
	for i := 0; i < 6; i++ {
		fmt.Println(p.Get())
	}
	var none sync.Pool
	fmt.Println(none.Get())
	none.Put([]int{1, 2})
	fmt.Println(none.Get(), none.Get())
	buf := new([]byte)
	none.Put(buf)
	fmt.Println(none.Get() == buf)
}
