// A nil map is read, measured and asked to delete.
package main

import "fmt"

func main() {
	var m map[string]int
	delete(m, "a")
	fmt.Println(m["a"], len(m))
}
