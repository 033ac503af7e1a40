package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ s string }

func (r *slow) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	p[0] = r.s[0]
	r.s = r.s[1:]
	return 1, nil
}

type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.n {
		return f.n, errors.New("disk full")
	}
	f.n -= len(p)
	return len(p), nil
}

func scan(text string, split bufio.SplitFunc) {
	s := bufio.NewScanner(strings.NewReader(text))
	s.Split(split)
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
}

func main() {
	scan("one\ntwo\r\n\nlast", bufio.ScanLines)
	scan("  a few\twords\n here ", bufio.ScanWords)
	scan("aé\xff語", bufio.ScanRunes)
	scan("é!", bufio.ScanBytes)
	scan("", bufio.ScanLines)
	scan("a,b,,c", func(data []byte, atEOF bool) (int, []byte, error) {
		for i, c := range data {
			if c == ',' {
				return i + 1, data[:i], nil
			}
		}
		if atEOF {
			return 0, data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	})
	scan("xyz", func([]byte, bool) (int, []byte, error) { return -1, nil, nil })
	scan("xyz", func([]byte, bool) (int, []byte, error) { return 99, nil, nil })
	s := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 30) + "\n"))
	s.Buffer(make([]byte, 0, 8), 16)
	fmt.Println(s.Scan(), s.Err())
	s = bufio.NewScanner(&slow{"drop by\ndrop"})
	for s.Scan() {
		fmt.Println(s.Text(), len(s.Bytes()))
	}

	r := bufio.NewReader(strings.NewReader("first line\nsecond\nthird"))
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v %d\n", line, err, r.Buffered())
	p, err := r.Peek(3)
	fmt.Printf("%q %v\n", p, err)
	c, err := r.ReadByte()
	fmt.Println(string(c), err, r.UnreadByte(), r.UnreadByte())
	text, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", text, prefix, err)
	ru, size, err := r.ReadRune()
	fmt.Println(string(ru), size, err, r.UnreadRune(), r.UnreadRune())
	n, err := r.Discard(2)
	fmt.Println(n, err)
	b, err := r.ReadBytes('\n')
	fmt.Printf("%q %v\n", b, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	r = bufio.NewReaderSize(&slow{strings.Repeat("abcdefgh", 4) + "\nend"}, 16)
	_, err = r.ReadSlice('\n')
	fmt.Println(err, r.Size())
	text, prefix, err = r.ReadLine()
	fmt.Printf("%q %v %v\n", text, prefix, err)
	_, err = r.Peek(17)
	fmt.Println(err)
	rest, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", rest, err)
	_, err = r.Discard(-1)
	fmt.Println(err)

	w := bufio.NewWriterSize(os.Stdout, 16)
	fmt.Fprintf(w, "%s=%d ", "a", 1)
	fmt.Fprintln(os.Stdout, w.Buffered(), w.Available(), w.Size())
	w.WriteString("a text that is longer than the buffer")
	w.WriteByte('!')
	w.WriteRune('é')
	w.WriteRune('\n')
	fmt.Println("[", w.Buffered(), "]")
	fmt.Println(w.Flush())
	k, err := w.ReadFrom(strings.NewReader("read from a reader\n"))
	w.Flush()
	fmt.Println(k, err)
	w = bufio.NewWriterSize(&failing{5}, 4)
	n, err = w.WriteString("123456789")
	fmt.Println(n, err)
	fmt.Println(w.WriteByte('x'), w.Flush())
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(os.Stdout))
	got, err := rw.ReadString('x')
	fmt.Println(got, err)
	rw.WriteString("out\n")
	rw.Writer.Flush()
}
