package main

import "errors"

type thing struct{}

func (thing) Name() {}

func main() {
	panic(errors.New("bad thing"))
}
