package main

import (
	"strings"
	"unicode/utf8"
)

var texts = []string{
	"", "a", "aa", "abcabc", "chicken", "Hello, 世界", "  lead and trail \t\n", "\xff\xfea\xc0", "ǅungla ÀÉÎ ß İı",
	"one two  three\u00a0four", "aXbXc", "naïve café", "\u2028x\u3000y", "日本語日本語", "a\u0301", "K\u212Ak ſs",
}

var needles = []string{"", "a", "ab", "bc", "ken", "世", "X", "日本", "\xff", "\ufffd", "  ", "é"}

func stringRows() {
	for _, s := range texts {
		for _, t := range needles {
			row("strings.Index", strings.Index, s, t)
			row("strings.LastIndex", strings.LastIndex, s, t)
			row("strings.Count", strings.Count, s, t)
			row("strings.IndexAny", strings.IndexAny, s, t)
			row("strings.LastIndexAny", strings.LastIndexAny, s, t)
			row("strings.Compare", strings.Compare, s, t)
			row("strings.Trim", strings.Trim, s, t)
			row("strings.TrimLeft", strings.TrimLeft, s, t)
			row("strings.TrimRight", strings.TrimRight, s, t)
			row("strings.Replace", strings.Replace, s, t, "<>", -1)
			row("strings.Replace", strings.Replace, s, t, "<>", 2)
			row("strings.Replace", strings.Replace, s, t, "", 1)
		}
		row("strings.ToUpper", strings.ToUpper, s)
		row("strings.ToLower", strings.ToLower, s)
		row("strings.ToTitle", strings.ToTitle, s)
		row("strings.TrimSpace", strings.TrimSpace, s)
		row("strings.ToValidUTF8", strings.ToValidUTF8, s, "?")
		row("strings.repeat", strings.Repeat, s, 3)
		row("strings.IndexByte", strings.IndexByte, s, 'c')
		row("strings.LastIndexByte", strings.LastIndexByte, s, 'c')
		row("strings.countFields", func(s string) int { return len(strings.Fields(s)) }, s)
		row("unicode/utf8.RuneCountInString", utf8.RuneCountInString, s)
		row("unicode/utf8.ValidString", utf8.ValidString, s)
		row("unicode/utf8.FullRuneInString", utf8.FullRuneInString, s)
		row("unicode/utf8.DecodeRuneInString", utf8.DecodeRuneInString, s)
		row("unicode/utf8.DecodeLastRuneInString", utf8.DecodeLastRuneInString, s)
		for _, t := range texts {
			row("strings.EqualFold", strings.EqualFold, s, t)
		}
	}
	for _, s := range []string{"\xe4", "\xe4\xb8", "\xf0\x9f\x98", "\xed\xa0\x80", "\x80", "\xc0\x80"} {
		row("unicode/utf8.FullRuneInString", utf8.FullRuneInString, s)
		row("unicode/utf8.DecodeRuneInString", utf8.DecodeRuneInString, s)
		row("unicode/utf8.DecodeLastRuneInString", utf8.DecodeLastRuneInString, s)
	}
	row("strings.EqualFold", strings.EqualFold, "KELVIN σ", "\u212Aelvin ς")
	row("strings.EqualFold", strings.EqualFold, "straße", "STRASSE")
	row("strings.EqualFold", strings.EqualFold, "Go", "GO")
}
