// go 1.23
package main

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

func hash(h uint64, t *unicode.RangeTable) uint64 {
	add := func(v uint32) { h = (h ^ uint64(v)) * 1099511628211 }
	for _, r := range t.R16 {
		add(uint32(r.Lo))
		add(uint32(r.Hi))
		add(uint32(r.Stride))
	}
	for _, r := range t.R32 {
		add(r.Lo)
		add(r.Hi)
		add(r.Stride)
	}
	add(uint32(t.LatinOffset))
	return h
}

func main() {
	runes := []rune{-1, 0, '0', 'A', 'a', 'ß', 'é', 'İ', 'ı', 'ſ', 'K', 'Σ', 'ς', 'Ǆ', 'ǅ', '٣', '中', '가', 'ら', '€', '–', '\u0301', '\u2028', 0xd800, 0xe000, 0x1f600, 0x10400, 0x10428, 0x10ffff, 0x110000}
	for _, all := range []map[string]*unicode.RangeTable{unicode.Scripts, unicode.Properties, unicode.Categories, unicode.FoldCategory, unicode.FoldScript} {
		var names []string
		for name := range all {
			names = append(names, name)
		}
		sort.Strings(names)
		h := uint64(14695981039346656037)
		for _, name := range names {
			h = hash(h, all[name])
			for i, r := range runes {
				if unicode.Is(all[name], r) {
					h ^= 1 << (i % 64)
				}
			}
		}
		fmt.Println(len(names), names[0], h)
	}
	own := &unicode.RangeTable{R16: []unicode.Range16{{'a', 'e', 2}, {'x', 'z', 1}}, R32: []unicode.Range32{{0x1f600, 0x1f610, 4}}}
	for _, r := range runes {
		fmt.Println(r, unicode.SimpleFold(r), unicode.To(unicode.UpperCase, r), unicode.To(unicode.LowerCase, r), unicode.To(unicode.TitleCase, r), unicode.To(7, r),
			unicode.In(r, unicode.Letter, unicode.Digit, own), unicode.IsOneOf(unicode.GraphicRanges, r), unicode.TurkishCase.ToUpper(r), unicode.AzeriCase.ToLower(r), unicode.TurkishCase.ToTitle(r))
	}
	for _, r := range []rune{'a', 'b', 'c', 'x', 'z', 0x1f604, 0x1f605} {
		fmt.Print(unicode.Is(own, r), " ")
	}
	h := uint64(1)
	for r := rune(0); r < 0x2100; r++ {
		h = (h ^ uint64(unicode.SimpleFold(r))) * 1099511628211
	}
	for _, c := range unicode.CaseRanges {
		h = (h ^ uint64(c.Lo) ^ uint64(c.Hi)<<20 ^ uint64(c.Delta[0])<<32) * 1099511628211
	}
	fmt.Println(h, len(unicode.CaseRanges), unicode.Scripts["Han"] == unicode.Han, unicode.Upper == unicode.Lu, unicode.MaxCase, unicode.UpperLower)
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "iıI"), strings.ToLowerSpecial(unicode.TurkishCase, "İIi"), strings.ToTitleSpecial(unicode.AzeriCase, "i"), string(bytes.ToUpperSpecial(unicode.TurkishCase, []byte("ix"))))
	fmt.Println(strings.FieldsFunc("a中b文", func(r rune) bool { return unicode.Is(unicode.Han, r) }))
}
