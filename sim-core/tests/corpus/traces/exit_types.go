package main

type celsius float64
type name string
type flag bool
type code int8

func main() {
	defer func() {
		recover()
		defer func() {
			recover()
			defer func() {
				recover()
				panic(flag(true))
			}()
			panic(name("a\nb"))
		}()
		panic(celsius(-1.25))
	}()
	panic(code(-3))
}
