// The address of a map's element.
package main

func main() {
	m := map[int]int{1: 1}
	p := &m[1]
	*p = 2
}
