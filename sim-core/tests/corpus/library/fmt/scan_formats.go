package main

import "fmt"

func main() {
	var i, j int
	var s string
	show := func(n int, err error) { fmt.Println(n, err, i, j, s) }
	show(fmt.Sscanf("10", "%d-%d", &i, &j))
	show(fmt.Sscanf("", "x", &i))
	show(fmt.Sscanf("", "%c", &i))
	show(fmt.Sscanf("a", "%c%c", &i, &j))
	show(fmt.Sscanf("10 ", "%d ", &i))
	show(fmt.Sscanf("10 x", "%d y", &i))
	show(fmt.Sscanf("10 x", "%d x"))
	show(fmt.Sscanf("10x", "%d x", &i))
	show(fmt.Sscanf("10   x", "%dx", &i))
	show(fmt.Sscanf("10\n", "%d\n", &i))
	show(fmt.Sscanf("10", "%d\n", &i))
	show(fmt.Sscanf("key=val", "key=%s", &s))
	show(fmt.Sscanf("key = val", "key = %s", &s))
	show(fmt.Sscanf("1,2", "%d,%d", &i, &j))
	show(fmt.Sscanf("1, 2", "%d,%d", &i, &j))
	show(fmt.Sscanf("1 ,2", "%d,%d", &i, &j))
	show(fmt.Sscanf("3", "%z", &i))
	show(fmt.Sscanf("x", "%q", &s))
	show(fmt.Sscanf("", "%s", &s))
	show(fmt.Sscanln("", &s))
	show(fmt.Sscanln("\n", &s))
	show(fmt.Sscanln("a", &s, &i))
	show(fmt.Sscan("   ", &s))
	show(fmt.Sscan("-", &i))
	show(fmt.Sscan("+5", &i))
	show(fmt.Sscan("1.5", &i, &s))
}
