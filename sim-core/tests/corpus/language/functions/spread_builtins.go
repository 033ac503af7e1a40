package main

import "fmt"

func two() ([]int, int)    { return []int{1}, 2 }
func three() ([]int, int, int)    { return []int{1}, 2, 3 }
func mk() (map[string]int, string) { return map[string]int{"a": 1}, "a" }
func cp() ([]int, []int)   { a := make([]int, 2); return a, []int{5, 6} }
func cx() (float64, float64) { return 1, 2 }
func mm() (int, int)       { return 3, 4 }
func pr() (int, string)    { return 3, "x" }
func bs() ([]byte, byte) { return nil, 'x' }
func an() ([]any, int, string) { return nil, 1, "z" }

func main() {
	fmt.Println(append(two()))
	fmt.Println(append(three()))
	fmt.Println(append(an()))
	delete(mk())
	fmt.Println(copy(cp()))
	fmt.Println(complex(cx()))
	println(pr())
	print(pr())
	print("\n")
	defer println(pr())
	defer delete(mk())
	fmt.Printf("%s\n", append(bs()))
}
