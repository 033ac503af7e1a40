package main

import "fmt"

var zero int
var x = 10 / zero

func init() { fmt.Println("init") }

func main() { fmt.Println("main", x) }
