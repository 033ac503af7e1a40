package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
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

func main() {
	r, w := io.Pipe()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer w.Close()
		for _, s := range []string{"hello ", "from ", "a pipe"} {
			n, err := io.WriteString(w, s)
			if n != len(s) || err != nil {
				panic(err)
			}
		}
	}()
	all, err := io.ReadAll(r)
	wg.Wait()
	fmt.Printf("%q %v\n", all, err)

	// Closing with an error, from either side.
	r, w = io.Pipe()
	go w.CloseWithError(errors.New("out of paper"))
	_, err = r.Read(make([]byte, 4))
	fmt.Println(err)
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	r, w = io.Pipe()
	r.CloseWithError(errors.New("nobody listens"))
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	_, err = r.Read(make([]byte, 1))
	fmt.Println(err)

	// A write is taken in pieces.
	r, w = io.Pipe()
	wrote := make(chan bool)
	go func() {
		n, err := w.Write([]byte("abcdef"))
		fmt.Println("wrote", n, err)
		w.Close()
		close(wrote)
	}()
	b := make([]byte, 4)
	n, err := r.Read(b)
	fmt.Println(n, err, string(b[:n]))
	r.Close()
	<-wrote

	// Exact reading.
	buf := make([]byte, 4)
	n, err = io.ReadFull(&slow{"abcdefg"}, buf)
	fmt.Println(n, err, string(buf[:n]))
	n, err = io.ReadFull(&slow{"ab"}, buf)
	fmt.Println(n, err, string(buf[:n]))
	n, err = io.ReadFull(&slow{""}, buf)
	fmt.Println(n, err)
	n, err = io.ReadAtLeast(&slow{"abc"}, buf, 2)
	fmt.Println(n, err)
	_, err = io.ReadAtLeast(&slow{"abc"}, buf, 5)
	fmt.Println(err)

	// Copying.
	var out bytes.Buffer
	m, err := io.Copy(&out, strings.NewReader("copied text"))
	fmt.Println(m, err, out.String())
	out.Reset()
	m, err = io.CopyN(&out, strings.NewReader("copied text"), 6)
	fmt.Println(m, err, out.String())
	m, err = io.CopyN(&out, &slow{"ab"}, 6)
	fmt.Println(m, err, out.String())
	m, err = io.CopyBuffer(io.Discard, &slow{"abc"}, make([]byte, 2))
	fmt.Println(m, err)

	// Readers of readers.
	out.Reset()
	tee := io.TeeReader(strings.NewReader("both ways"), &out)
	all, _ = io.ReadAll(tee)
	fmt.Println(string(all), "|", out.String())
	all, err = io.ReadAll(io.MultiReader(strings.NewReader("one "), &slow{"two "}, io.LimitReader(strings.NewReader("three four"), 5)))
	fmt.Println(string(all), err)
	var x, y strings.Builder
	mw := io.MultiWriter(&x, &y)
	fmt.Fprintf(mw, "%d and %d", 1, 2)
	io.WriteString(mw, "!")
	fmt.Println(x.String(), y.String())
	s := io.NewSectionReader(strings.NewReader("0123456789"), 3, 4)
	all, err = io.ReadAll(s)
	fmt.Println(string(all), err, s.Size())
	at, err := s.Seek(-2, io.SeekEnd)
	fmt.Println(at, err)
	all, _ = io.ReadAll(s)
	fmt.Println(string(all))
	_, err = s.Seek(0, 9)
	fmt.Println(err)
	n, err = s.ReadAt(buf, 2)
	fmt.Println(n, err, string(buf[:n]))
	c := io.NopCloser(strings.NewReader("z"))
	_, isWriterTo := c.(io.WriterTo)
	fmt.Println(c.Close(), isWriterTo)
	fmt.Println(io.ErrShortBuffer, io.ErrNoProgress, io.ErrClosedPipe)
}
