// Windows on one array: overlapping copies, deletion and insertion by append,
// limits given by a third index, arrays behind slices, conversions.
package main

import "fmt"

type cell struct {
	name string
	n    int
}

func remove(s []cell, i int) []cell { return append(s[:i], s[i+1:]...) }

func insert(s []cell, i int, c cell) []cell {
	s = append(s, cell{})
	copy(s[i+1:], s[i:])
	s[i] = c
	return s
}

func main() {
	cells := []cell{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}}
	cells = remove(cells, 1)
	fmt.Println(cells, len(cells), cap(cells), cells[:4])
	cells = insert(cells, 0, cell{"e", 5})
	cells = insert(cells, 2, cell{"f", 6})
	fmt.Println(cells)

	for from := 0; from < 4; from++ {
		for to := 0; to < 4; to++ {
			s := []int{1, 2, 3, 4, 5, 6}
			n := copy(s[to:], s[from:5])
			fmt.Print(n, s, " ")
		}
		fmt.Println()
	}

	array := [6]string{"0", "1", "2", "3", "4", "5"}
	window := array[1:3]
	limited := array[1:3:3]
	window = append(window, "w")
	limited = append(limited, "l")
	limited[0] = "x"
	fmt.Println(array, window, limited, cap(window), cap(array[2:4:5]))
	p := &array
	p[5] = "p"
	for i := range p {
		p[i] += "!"
	}
	fmt.Println(p[:2], len(p), array)

	matrix := make([][]int, 3)
	for i := range matrix {
		matrix[i] = make([]int, 3)
		for j := range matrix[i] {
			matrix[i][j] = i * j
		}
	}
	row := matrix[1]
	row = append(row, 9)
	row[0] = 7
	matrix[2][0] = 8
	fmt.Println(matrix, row)

	text := "héllo, 世界"
	bytes, runes := []byte(text), []rune(text)
	bytes[0], runes[1] = 'H', 'e'
	fmt.Println(string(bytes), string(runes), len(bytes), len(runes), text)
	fmt.Println(string(runes[7:]), string(bytes[1:3]), []byte("äö"), string([]rune{0x4e16, -1, 0x10ffff + 1}) == "世\ufffd\ufffd")
	n := copy(bytes, "HELLO")
	fmt.Println(n, string(bytes))
	four := [4]byte(bytes)
	pointer := (*[4]byte)(bytes)
	pointer[0] = 'J'
	fmt.Println(four, string(bytes[:5]), *pointer)

	queue := []int{}
	for i := 0; i < 10; i++ {
		queue = append(queue, i)
		if i%3 == 2 {
			queue = queue[1:]
		}
	}
	fmt.Println(queue, len(queue))
	var none []int
	empty := []int{}
	fmt.Println(none == nil, empty == nil, len(none[:0]), append(none, empty...) == nil, none[0:0] == nil, empty[:0] == nil)
	clear(queue[2:4])
	fmt.Println(queue, min(3, 1, 2), max(2.5, 1))
}
