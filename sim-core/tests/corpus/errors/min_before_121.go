// go 1.20
package main

func main() {
	println(min(1, 2))
}
