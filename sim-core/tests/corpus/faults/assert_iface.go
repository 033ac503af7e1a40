package main

func main() {
	var e interface{} = 1
	e.(interface{ Foo() }).Foo()
}
