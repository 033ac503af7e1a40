package main

import (
	"fmt"
	"strings"
)

func main() {
	fmt.Println(strings.Index("chicken", "ken"), strings.Index("a", ""), strings.Index("", "a"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune("日本", '本'), strings.IndexAny("golang", "gy"), strings.LastIndexAny("golang", "gy"))
	fmt.Println(strings.Contains("abc", ""), strings.ContainsAny("", "a"), strings.ContainsRune("é", 'é'), strings.Count("cheese", "e"), strings.Count("five", ""), strings.Count("日本", ""))
	fmt.Printf("%q %q %q %q\n", strings.Split("a,b,,c", ","), strings.Split("", ","), strings.Split("abc", ""), strings.SplitN("a,b,c", ",", 2))
	fmt.Printf("%q %q %q %q\n", strings.SplitAfter("a,b", ","), strings.Fields("  a \t b\n"), strings.Fields(" "), strings.FieldsFunc("a1b2c", func(r rune) bool { return r < 'a' }))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("abab", "a", "xx"), strings.Replace("ab", "", "-", -1), strings.Repeat("ab", 3), strings.Repeat("", 5) == "")
	fmt.Printf("%q %q %q %q %q\n", strings.Trim("xxhixx", "x"), strings.TrimSpace("\t hi \n"), strings.TrimLeft("aabb", "a"), strings.TrimPrefix("prefix", "pre"), strings.TrimSuffix("a.go", ".go"))
	fmt.Println(strings.ToUpper("héllo ß"), strings.ToLower("ÀÉ"), strings.Title("hello world"), strings.EqualFold("Go", "GO"), strings.EqualFold("ß", "SS"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"))
	b, a, ok := strings.Cut("key=value=x", "=")
	fmt.Println(b, a, ok)
	fmt.Println(strings.CutPrefix("prefix", "pre"))
	fmt.Println(strings.CutSuffix("x", "y"))
	fmt.Println(strings.HasPrefix("a", ""), strings.HasSuffix("abc", "bc"), strings.Compare("a", "b"), strings.Join([]string{"x"}, ","), strings.Join(nil, ","))
	fmt.Println(strings.NewReplacer("a", "1", "b", "2", "ab", "3").Replace("abc ab"), strings.TrimFunc("123abc456", func(r rune) bool { return r < 'a' }))
	func() {
		defer func() { fmt.Println(recover()) }()
		n := -1
		strings.Repeat("x", n)
	}()
	fmt.Println(strings.ToValidUTF8("a\xffb", "?"), strings.IndexFunc("abc1", func(r rune) bool { return r == '1' }), strings.LastIndexByte("abcabc", 'b'))
}
