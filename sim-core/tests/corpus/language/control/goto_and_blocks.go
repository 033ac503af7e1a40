package main

import "fmt"

func find(m [][]int, x int) (r, c int) {
	for r = range m {
		for c = range m[r] {
			if m[r][c] == x {
				goto found
			}
		}
	}
	return -1, -1
found:
	return
}

func state(input string) (out []string) {
	i := 0
start:
	if i >= len(input) {
		goto end
	}
	switch c := input[i]; {
	case c >= '0' && c <= '9':
		goto digit
	case c == ' ':
		i++
		goto start
	}
	out = append(out, "other "+input[i:i+1])
	i++
	goto start
digit:
	{
		j := i
		for j < len(input) && input[j] >= '0' && input[j] <= '9' {
			j++
		}
		out = append(out, "number "+input[i:j])
		i = j
	}
	goto start
end:
	return
}

func main() {
	fmt.Println(find([][]int{{1, 2}, {3, 4}}, 3))
	fmt.Println(find(nil, 3))
	fmt.Printf("%q\n", state("12 a3 b"))
	n := 0
	{
		n := 5
		n++
		_ = n
	}
	for {
		n++
		if n%2 == 0 {
			continue
		}
		if n > 5 {
			break
		}
	}
	fmt.Println(n)
	switch n := n; {
	case n > 100:
	case n > 5:
		for range 3 {
			break
		}
		fmt.Println("switch", n)
	}
	if x, y := n, n+1; x > y {
	} else if z := x + y; z > 0 {
		fmt.Println(x, y, z)
	}
}
