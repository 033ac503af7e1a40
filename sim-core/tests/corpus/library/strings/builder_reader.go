package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	var b strings.Builder
	fmt.Println(b.Len(), b.String() == "")
	b.WriteString("abc")
	b.WriteByte('-')
	b.WriteRune('日')
	n, err := b.Write([]byte("xyz"))
	fmt.Println(n, err, b.Len(), b.String())
	fmt.Fprintf(&b, "%03d|", 7)
	b.Grow(100)
	fmt.Println(b.String())
	b.Reset()
	fmt.Println(b.Len())
	func() {
		defer func() { fmt.Println(recover()) }()
		var c strings.Builder
		c.WriteString("x")
		d := c
		d.WriteString("y")
	}()
	r := strings.NewReader("hello")
	buf := make([]byte, 3)
	for {
		n, err := r.Read(buf)
		fmt.Println(n, err, string(buf[:n]))
		if err == io.EOF {
			break
		}
	}
	r = strings.NewReader("日x")
	ch, size, err := r.ReadRune()
	fmt.Println(string(ch), size, err, r.Len())
}
