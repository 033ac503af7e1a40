package main

import (
	"bytes"
	"fmt"
)

func main() {
	a := []byte("hello, world")
	fmt.Println(bytes.Contains(a, []byte("wor")), bytes.Index(a, []byte("o")), bytes.Equal(a, []byte("x")), bytes.Compare([]byte("a"), []byte("b")))
	fmt.Printf("%s %s %q\n", bytes.ToUpper(a), bytes.TrimSpace([]byte(" x ")), bytes.Split([]byte("a,b"), []byte(",")))
	fmt.Printf("%s %v %d\n", bytes.Repeat([]byte("ab"), 2), bytes.HasPrefix(a, []byte("he")), bytes.Count(a, []byte("l")))
	var b bytes.Buffer
	b.WriteString("abc")
	b.WriteByte('d')
	fmt.Fprintf(&b, "%d", 5)
	p := make([]byte, 2)
	n, err := b.Read(p)
	fmt.Println(n, err, string(p), b.String(), b.Len())
	b.Reset()
	_, err = b.Read(p)
	fmt.Println(err)
}
