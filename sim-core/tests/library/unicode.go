package main

import "unicode"

// unicodeRows asks at every rune where an answer changes, so that the tables are
// covered without a row for each rune.
func unicodeRows() {
	tests := []struct {
		name string
		is   func(rune) bool
	}{
		{"Letter", unicode.IsLetter}, {"Upper", unicode.IsUpper}, {"Lower", unicode.IsLower}, {"Title", unicode.IsTitle},
		{"Digit", unicode.IsDigit}, {"Number", unicode.IsNumber}, {"Mark", unicode.IsMark}, {"Punct", unicode.IsPunct},
		{"Symbol", unicode.IsSymbol}, {"Control", unicode.IsControl}, {"Space", unicode.IsSpace}, {"Print", unicode.IsPrint},
		{"Graphic", unicode.IsGraphic},
	}
	for _, test := range tests {
		last, changes := false, 0
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if is := test.is(r); is != last {
				last = is
				if changes++; changes%31 == 0 || r < 0x180 {
					row("unicode.Is"+test.name, test.is, r)
					row("unicode.Is"+test.name, test.is, r-1)
				}
			}
		}
	}
	maps := []struct {
		name string
		to   func(rune) rune
	}{{"Upper", unicode.ToUpper}, {"Lower", unicode.ToLower}, {"Title", unicode.ToTitle}}
	for _, m := range maps {
		changes := 0
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if m.to(r) != r {
				if changes++; changes%23 == 0 || r > 0x100 && r < 0x180 {
					row("unicode.To"+m.name, m.to, r)
				}
			}
		}
	}
}
