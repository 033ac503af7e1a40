package main

func Zero[T any]() T { var t T; return t }

func main() { _ = Zero() }
