package main

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Top() T { return s.items[len(s.items)-1] }

func Apply[T, U any](x T, f func(T) U) U { return f(x) }

func main() {
	var s Stack[string]
	Apply(&s, func(s *Stack[string]) string { return s.Top() })
}
