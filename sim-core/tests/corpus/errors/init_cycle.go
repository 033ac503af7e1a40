package main

var a = f()

func f() int { return b }

var b = a

func main() {}
