// go 1.22
package main

func seq(yield func(int) bool) {}

func main() {
	for i := range seq {
		println(i)
	}
}
