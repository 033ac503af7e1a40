// A nil map is written.
package main

func main() {
	var m map[string]int
	m["a"] = 1
}
