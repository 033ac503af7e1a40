package main

import "fmt"

func find(m [][]int, x int) (int, int) {
	i, j := 0, 0
rows:
	for i = range m {
		for j = range m[i] {
			if m[i][j] == x {
				break rows
			}
			if m[i][j] < 0 {
				continue rows
			}
		}
	}
	return i, j
}

func gotos(n int) (s string) {
	i := 0
start:
	s += fmt.Sprint(i)
	i++
	if i < n {
		goto start
	}
	if n > 3 {
		goto end
	}
	s += "x"
end:
	s += "!"
	return
}

func main() {
	fmt.Println(find([][]int{{1, 2}, {-1, 7}, {7, 8}}, 7))
	fmt.Println(gotos(2), gotos(4))
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
	close(c)
	n := 0
loop:
	for {
		select {
		case v, ok := <-c:
			if !ok {
				break loop
			}
			switch {
			case v == 1:
				continue loop
			case v == 3:
				break
			default:
				n += v
			}
			n += 100
		}
	}
	fmt.Println(n)
	for i := 0; i < 3; i++ {
		switch i {
		case 1:
			continue
		case 2:
			if i > 1 {
				break
			}
			fmt.Println("no")
		}
		fmt.Print("i", i, " ")
	}
	fmt.Println()
	k := 0
retry:
	for try := 0; ; try++ {
		var p *int
		x := try
		p = &x
		if *p == 2 {
			break
		}
		k++
		if k > 10 {
			break retry
		}
	}
	fmt.Println(k)
	fs := []func(){}
	j := 0
again:
	v := j * 10
	fs = append(fs, func() { fmt.Print(v, " ") })
	j++
	if j < 3 {
		goto again
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
}
