package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
)

func main() {
	var b bytes.Buffer
	for i := 0; i < 6; i++ {
		b.WriteString(strings.Repeat("x", 20*i))
		fmt.Print(b.Len(), "/", b.Cap(), " ")
	}
	fmt.Println(b.Available())
	b.Next(250)
	b.WriteString(strings.Repeat("y", 100))
	fmt.Println(b.Len(), b.Cap())
	b.Reset()
	b.Grow(1000)
	fmt.Println(b.Len(), b.Cap(), b.Available())
	c := bytes.NewBufferString("short")
	fmt.Println(c.Cap() >= 5)
	first := c.Bytes()
	c.Reset()
	c.WriteString("other")
	fmt.Println(string(first))

	b.Reset()
	b.WriteRune('é')
	b.WriteRune('x')
	r, size, err := b.ReadRune()
	fmt.Println(string(r), size, err, b.UnreadRune(), b.UnreadRune())
	_, err = b.ReadByte()
	fmt.Println(err, b.UnreadRune(), b.UnreadByte(), b.UnreadByte(), b.Len())
	n, err := b.ReadFrom(io.LimitReader(strings.NewReader(strings.Repeat("z", 2000)), 1500))
	fmt.Println(n, err, b.Len(), b.Cap())
	var out strings.Builder
	n, err = b.WriteTo(&out)
	fmt.Println(n, err, out.Len(), b.Len())
	fmt.Println(b.ReadString('\n'))
	func() {
		defer func() { fmt.Println(recover()) }()
		b.Truncate(9)
	}()

	rd := bytes.NewReader([]byte("héllo"))
	fmt.Println(rd.Len(), rd.Size(), rd.UnreadByte(), rd.UnreadRune())
	p := make([]byte, 3)
	k, err := rd.Read(p)
	fmt.Println(k, err, string(p), rd.Len())
	r, size, err = rd.ReadRune()
	fmt.Println(string(r), size, err, rd.UnreadRune(), rd.Len())
	at, err := rd.Seek(-1, io.SeekEnd)
	fmt.Println(at, err)
	_, err = rd.Seek(-1, io.SeekStart)
	fmt.Println(err)
	k, err = rd.ReadAt(p, 4)
	fmt.Println(k, err)
	_, err = rd.ReadAt(p, -1)
	fmt.Println(err)
	out.Reset()
	n, err = rd.WriteTo(&out)
	fmt.Println(n, err, out.String())
	sr := strings.NewReader("seek and read")
	at, err = sr.Seek(5, io.SeekStart)
	fmt.Println(at, err)
	k, err = sr.ReadAt(p, 9)
	fmt.Println(k, err, string(p))
	n, err = sr.WriteTo(&out)
	fmt.Println(n, err, out.String())

	s := []byte("  one,two;;three  ")
	sep := func(r rune) bool { return r == ',' || r == ';' }
	fmt.Printf("%q\n", bytes.FieldsFunc(s, sep))
	fmt.Printf("%q %q %q\n", bytes.TrimFunc(s, unicode.IsSpace), bytes.TrimLeft(s, " o"), bytes.TrimRight(s, " e"))
	fmt.Println(bytes.TrimLeft([]byte("aaa"), "a") == nil, bytes.TrimFunc([]byte("aaa"), unicode.IsLower) == nil)
	fmt.Printf("%q %q %q\n", bytes.SplitN(s, []byte(","), 2), bytes.SplitAfter(s, []byte(";")), bytes.SplitAfterN(s, []byte("e"), 2))
	fmt.Printf("%q %d\n", bytes.SplitN([]byte("añb"), nil, -1), len(bytes.SplitN(s, []byte("e"), 0)))
	fmt.Println(bytes.IndexRune(s, 't'), bytes.LastIndexAny(s, "tw"), bytes.LastIndexByte(s, 'e'), bytes.LastIndexFunc(s, unicode.IsLetter))
	fmt.Printf("%s %q\n", bytes.ToTitle([]byte("title")), bytes.ToValidUTF8([]byte("a\xffb"), []byte("?")))
	before, found := bytes.CutSuffix([]byte("name.go"), []byte(".go"))
	fmt.Println(string(before), found)
	_, found = bytes.CutPrefix([]byte("name.go"), []byte("x"))
	fmt.Println(found, bytes.ContainsFunc(s, unicode.IsUpper))
}
