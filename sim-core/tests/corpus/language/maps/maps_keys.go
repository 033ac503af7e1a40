// Every kind of key, equality of keys, and keys that cannot be hashed.
package main

import (
	"fmt"
	"math"
)

type point struct{ x, y int }

type label struct {
	name string
	any  interface{}
	at   [2]point
}

type shape interface{ area() int }

func (p point) area() int { return p.x * p.y }

type box struct{ point }

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			_, isError := r.(error)
			fmt.Println(what, "panics:", r, isError)
		}
	}()
	f()
	fmt.Println(what, "is fine")
}

func main() {
	structs := map[point]string{{1, 2}: "a", {2, 1}: "b"}
	structs[point{1, 2}] += "c"
	fmt.Println(structs[point{1, 2}], structs[point{2, 1}], structs[point{}] == "", len(structs))

	labels := map[label]int{}
	for i := 0; i < 30; i++ {
		labels[label{fmt.Sprint("n", i%10), i % 5, [2]point{{i % 2, 0}}}]++
	}
	fmt.Println(len(labels), labels[label{"n3", 3, [2]point{{1, 0}}}], labels[label{"n3", int64(3), [2]point{{1, 0}}}])

	anything := map[interface{}]int{}
	p, q := &point{1, 2}, &point{1, 2}
	c := make(chan int)
	for i, k := range []interface{}{1, int8(1), uint(1), 1.0, float32(1), "1", true, nil, point{1, 1}, [1]int{1}, p, q, c, 1i, '1', shape(point{3, 3}), box{}} {
		anything[k] += i + 1
	}
	fmt.Println(len(anything), anything[1], anything[int8(1)], anything[1.0], anything["1"], anything[nil], anything[p], anything[q], anything[point{3, 3}], anything[box{}])
	shapes := map[shape]int{point{2, 3}: 1, box{point{2, 3}}: 2}
	fmt.Println(shapes[point{2, 3}], shapes[box{point{2, 3}}], shapes[nil])

	floats := map[float64]string{}
	zero := 0.0
	floats[zero] = "plus"
	floats[-zero] = "also plus"
	floats[math.Copysign(0, -1)] = "minus"
	fmt.Println(len(floats), floats[0])
	for k := range floats {
		fmt.Println(math.Signbit(k))
	}
	for i := 0; i < 20; i++ {
		floats[math.NaN()] = "nan"
	}
	delete(floats, math.NaN())
	_, ok := floats[math.NaN()]
	count := 0
	for k, v := range floats {
		if k != k && v == "nan" {
			count++
		}
	}
	fmt.Println(len(floats), ok, count)
	clear(floats)
	fmt.Println(len(floats))

	complexes := map[complex128]int{1 + 2i: 1, complex(1, -2): 2}
	bools := map[bool]int{true: 1}
	bools[false]--
	chans := map[chan int]bool{c: true}
	small := map[uint8]int8{}
	for i := 0; i < 600; i++ {
		small[uint8(i)]++
	}
	fmt.Println(complexes[1+2i], complexes[1-2i], bools, chans[c], chans[nil], len(small), small[3], small[200])

	try("a slice as a key", func() { anything[[]int{1}] = 1 })
	try("a map in a struct as a key", func() { anything[struct{ m map[int]int }{}] = 1 })
	try("a function in an array", func() { _ = anything[[1]interface{}{func() {}}] })
	try("a lookup in an empty map", func() { _ = map[interface{}]int{}[[]int{}] })
	try("a deletion from a nil map", func() { delete(map[interface{}]int(nil), []int{}) })
	try("an int in a nil map", func() { delete(map[interface{}]int(nil), 1) })
	try("an assignment to a nil map", func() { var m map[string]int; m["a"] = 1 })
	fmt.Println(len(anything))
}
