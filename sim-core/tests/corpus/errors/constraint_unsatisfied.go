package main

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) T { var t T; return t }

func main() { Sum("a") }
