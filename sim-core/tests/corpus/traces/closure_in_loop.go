package main

import "fmt"

func main() {
	var fs []func()
	for i := range 3 {
		fs = append(fs, func() {
			fmt.Println(6 / (2 - i))
		})
	}
	for _, f := range fs {
		f()
	}
}
