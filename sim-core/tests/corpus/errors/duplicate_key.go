package main

var m = map[string]int{"a": 1, "b": 2, "a": 3}

func main() { println(len(m)) }
