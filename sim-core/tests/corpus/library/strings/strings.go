package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	s := "Hello, 世界! Go is fun"
	fmt.Println(strings.Contains(s, "世"), strings.ContainsRune(s, '界'), strings.ContainsAny(s, "xyz!"), strings.HasPrefix(s, "Hell"), strings.HasSuffix(s, "fun"))
	fmt.Println(strings.Index(s, "o"), strings.LastIndex(s, "o"), strings.IndexByte(s, 'G'), strings.IndexRune(s, '世'), strings.IndexAny(s, "!,"), strings.IndexFunc(s, unicode.IsSpace), strings.LastIndexFunc(s, unicode.IsUpper))
	fmt.Printf("%q\n", strings.Split("a,b,,c", ","))
	fmt.Printf("%q\n", strings.Split("", ","))
	fmt.Printf("%q\n", strings.Split("日本", ""))
	fmt.Printf("%q %q %q %q\n", strings.SplitN("a,b,c,d", ",", 2), strings.SplitN("a,b", ",", 0), strings.SplitAfter("a,b,c", ","), strings.SplitAfterN("a,b,c", ",", 2))
	fmt.Printf("%q\n", strings.Fields("  foo bar\t\nbaz  "))
	fmt.Printf("%q\n", strings.FieldsFunc("a1b2c3", unicode.IsDigit))
	fmt.Println(strings.Repeat("ab", 3), strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("oink oink", "oink", "moo"), strings.Replace("abc", "", "-", -1))
	fmt.Println(strings.ToUpper(s), strings.ToLower(s), strings.Title("the go language"), strings.EqualFold("Straße", "STRASSE"), strings.EqualFold("Go", "gO"))
	fmt.Printf("%q %q %q %q %q %q\n", strings.TrimSpace("  x \n"), strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhix", "x"), strings.TrimRight("hixx", "x"), strings.TrimPrefix("prefix", "pre"), strings.TrimSuffix("a.go", ".go"))
	fmt.Printf("%q %q\n", strings.TrimFunc("123abc456", unicode.IsDigit), strings.TrimLeftFunc("  x ", unicode.IsSpace))
	b, a, ok := strings.Cut("key=value", "=")
	fmt.Println(b, a, ok)
	fmt.Println(strings.CutPrefix("foobar", "foo"))
	fmt.Println(strings.CutSuffix("foobar", "baz"))
	fmt.Println(strings.Join([]string{"a", "b", "c"}, ", "), strings.Join(nil, "x"), strings.Compare("a", "b"), strings.Count("cheese", "e"), strings.Count("five", ""))
	fmt.Println(strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case r == ' ':
			return -1
		}
		return r
	}, s))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "", "X")
	fmt.Println(r.Replace("<b>hi</b>"))
	fmt.Println(strings.NewReplacer("a", "1", "aa", "2", "aaa", "3").Replace("aaaa"), strings.NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaa"))
	var sb strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteString("ignition")
	sb.WriteByte(33)
	sb.WriteRune('世')
	sb.Write([]byte("xy"))
	fmt.Println(sb.String(), sb.Len())
	sb.Reset()
	fmt.Println(sb.Len(), sb.String() == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		sb.WriteString("x")
		c := sb
		c.WriteString("y")
	}()
	rd := strings.NewReader("héllo")
	for {
		ch, n, err := rd.ReadRune()
		if err == io.EOF {
			break
		}
		fmt.Print(string(ch), n, " ")
	}
	fmt.Println(rd.Len(), rd.Size())
	all, err := io.ReadAll(strings.NewReader("everything"))
	fmt.Println(string(all), err)
	fmt.Println(utf8.RuneCountInString(s), utf8.ValidString("a\xff"), utf8.RuneLen('世'), utf8.RuneCount([]byte("né")), utf8.Valid([]byte{0xff}))
	buf := make([]byte, 4)
	n := utf8.EncodeRune(buf, '€')
	fmt.Println(buf[:n], utf8.AppendRune(nil, 'ä'))
	rr, size := utf8.DecodeLastRuneInString("世界")
	fmt.Println(string(rr), size)
	rr, size = utf8.DecodeRune([]byte{0xe4, 0xb8})
	fmt.Println(rr, size)
	fmt.Println(unicode.IsLetter('é'), unicode.IsDigit('٣'), unicode.IsPunct('!'), unicode.IsUpper('Ä'), unicode.ToLower('Σ'), string(unicode.ToTitle('ǆ')))
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.NewReplacer("a")
	}()
	fmt.Printf("%q\n", strings.ToValidUTF8("a\xff\xfeb", "?"))
	for i, w := range strings.Fields("x y z") {
		fmt.Print(i, w, ";")
	}
	fmt.Println(strings.ContainsFunc("abc", func(r rune) bool { return r == 'c' }), strings.Clone("q"))
}
