package main

import "fmt"

type Cell struct {
	v    int
	name string
	sub  [2]struct{ a, b int }
}

func main() {
	var g [3][4]int
	i, j := 1, 2
	g[i][j] = 5
	g[j][i]++
	g[i][j] += g[j][i] * 10
	g[i], g[j] = g[j], g[i]
	fmt.Println(g, g[i][j], g[j][i+1])
	var c [2]Cell
	c[i].v = 3
	c[i].sub[j-1].b = 9
	c[0].sub[i].a = c[i].sub[1].b + 1
	c[i-1].name = "zero"
	c[i].name += "one"
	fmt.Println(c, c[i].sub[i].b, c[i-1].sub[j-1])
	d := c
	d[i].sub[0] = d[0].sub[1]
	c[0], d[1] = d[1], c[0]
	fmt.Println(c, d, c == d)
	cube := [2][2][2]string{{{"a", "b"}, {"c", "d"}}, {{"e", "f"}, {"g", "h"}}}
	for x := range 2 {
		for y := range 2 {
			for z := range 2 {
				cube[x][y][z], cube[y][z][x] = cube[y][z][x]+"!", cube[x][y][z]
			}
		}
	}
	fmt.Println(cube)
	k := [3]int{2, 0, 1}
	i = k[k[k[0]]]
	k[k[0]], k[0] = k[0], 7
	fmt.Println(i, k)
	fs := [2]func(int) int{func(x int) int { return x + 1 }, func(x int) int { return x * 2 }}
	fmt.Println(fs[i%2](5), fs[1](fs[0](1)))
	e := [2]interface{}{1, "x"}
	e[i%2] = e[1-i%2]
	fmt.Println(e, [2]int{1, 2}[i%2], "abc"[i], [...]string{"p", "q", "r"}[j])
	cp := [2]*Cell{&c[0], &d[1]}
	cp[1].sub[1].a = 42
	cp[0], cp[1] = cp[1], cp[0]
	fmt.Println(d[1].sub[1].a, cp[0].sub[1].a, (*cp[0]).name)
}
