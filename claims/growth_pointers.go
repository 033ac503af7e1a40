// Elements of eight bytes each: one slice holds pointers, the other numbers.
package main

import "fmt"

func main() {
	pointers, numbers := make([]*int, 64), make([]int, 64)
	pointers, numbers = append(pointers, nil), append(numbers, 0)
	fmt.Println(cap(pointers) == cap(numbers))
}
