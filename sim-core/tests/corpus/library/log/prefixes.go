package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
)

func main() {
	var b bytes.Buffer
	l := log.New(&b, "p: ", 0)
	l.Println("a", 1)
	l.Printf("%d", 5)
	l.SetPrefix("q: ")
	l.SetFlags(log.Lmsgprefix)
	l.Print("x\n")
	fmt.Print(b.String())
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.Println("std")
	func() {
		defer func() { fmt.Println(recover()) }()
		log.Panicf("bad %d", 1)
	}()
	log.SetOutput(os.Stderr)
	defer fmt.Println("never")
	log.Fatal("fatal")
}
