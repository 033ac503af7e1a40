package main

import (
	"fmt"
	"time"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	try(func() { time.NewTicker(0) })
	try(func() { time.NewTicker(-1) })
	try(func() { fmt.Println(time.Tick(0) == nil) })
	try(func() { var t time.Timer; t.Stop() })
	try(func() { var t time.Timer; t.Reset(1) })
	try(func() { var t time.Ticker; t.Stop() })
	try(func() { var t time.Ticker; t.Reset(1) })
	try(func() { t := time.NewTicker(1); t.Reset(0) })
	var t time.Ticker
	t.Reset(1)
}
