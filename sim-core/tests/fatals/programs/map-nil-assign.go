package main

var missing map[string]int

func main() {
	missing["a"] = 1
}
