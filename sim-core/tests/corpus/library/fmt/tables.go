package main

import "fmt"

type row struct {
	name  string
	qty   int
	price float64
}

func main() {
	rows := []row{{"apple", 3, 0.5}, {"kiwi", 12, 1.25}, {"watermelon", 1, 10}}
	fmt.Printf("%-12s|%5s|%8s\n", "name", "qty", "price")
	total := 0.0
	for _, r := range rows {
		fmt.Printf("%-12s|%5d|%8.2f\n", r.name, r.qty, r.price)
		total += float64(r.qty) * r.price
	}
	fmt.Printf("%-12s|%5s|%8.2f\n", "total", "", total)
	fmt.Printf("%*s|%-*s|%0*d\n", 8, "right", 8, "left", 6, 42)
	fmt.Printf("%6.2f%%|%+.1e|%x|%08.3f|% d|%+d\n", 12.345, 12345.678, 255, -3.14159, 5, 5)
	fmt.Printf("%-5t|%5t|%q|%c|%U\n", true, false, 'x', 0x1F600, 0x1F600)
	fmt.Printf("%3d|%-3d|%03d|%x|%X|%o|%b\n", 7, 7, 7, 3054, 3054, 8, 5)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x\n", "go", "go", "go", "golang", "go\n", "go")
	fmt.Printf("%v|%+v|%#v|%T\n", rows[0], rows[0], rows[0], rows[0])
	fmt.Printf("%[1]d %[1]x %[1]o %[2]q\n", 10, "z")
	fmt.Printf("%v %v\n", [3]int{1, 2, 3}, map[string]bool{"b": true, "a": false})
}
