package main

import "fmt"

func main() {
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			case i == 1:
				break
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	n := 0
loop:
	if n < 3 {
		n++
		goto loop
	}
	fmt.Println(n)
block:
	for {
		if n == 3 {
			break block
		}
		fmt.Println("skipped")
	}
sel:
	switch n {
	case 3:
		for {
			break sel
		}
	}
	for i := range 3 {
		if i == 1 {
			continue
		}
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	var u8 uint8 = 3
	for i := range u8 {
		fmt.Printf("%T%d ", i, i)
	}
	for i := range -5 {
		fmt.Println("never", i)
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ",", j, " ")
	}
	i := 0
	for i < 3 {
		i++
	}
	for ; i < 5; i++ {
	}
	fmt.Println(i)
	const k = 3
	for i := range k {
		defer fmt.Print(i, ";")
	}
	goto end
end:
	fmt.Println("end")
}
