// A map with a dozen entries.
package main

func main() {
	m := map[int]int{}
	for key := 0; key < 12; key++ {
		m[key] = key
	}
}
