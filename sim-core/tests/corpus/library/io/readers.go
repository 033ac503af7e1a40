package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	for i := range p[:n] {
		if p[i] >= 'a' && p[i] <= 'z' {
			p[i] -= 32
		}
	}
	return n, err
}

type failing struct{}

func (failing) Write(p []byte) (int, error) { return 0, errors.New("disk full") }

func main() {
	b, err := io.ReadAll(upper{strings.NewReader("hello")})
	fmt.Println(string(b), err)
	n, err := fmt.Fprintln(failing{}, "x")
	fmt.Println(n, err)
	fmt.Fprint(os.Stdout, "to stdout\n")
	fmt.Fprintln(os.Stderr, "to stderr")
	io.WriteString(os.Stdout, "written\n")
	var w io.Writer = io.Discard
	fmt.Fprintf(w, "gone")
	fmt.Println(io.EOF, io.ErrUnexpectedEOF)
}
