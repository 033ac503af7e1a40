package strings

// Strings made from a string: other case, trimmed, replaced, repeated, mapped.

import "unicode/utf8"

// What makes a new string of an old one.

func ToUpper(s string) string
func ToLower(s string) string
func ToTitle(s string) string
func ToValidUTF8(s, replacement string) string
func TrimSpace(s string) string
func Trim(s, cutset string) string
func TrimLeft(s, cutset string) string
func TrimRight(s, cutset string) string
func Replace(s, old, new string, n int) string
func repeat(s string, count int) string

func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// The size above which Repeat says that the result cannot be.
const maxInt = int(^uint(0) >> 1)

func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count > 0 && len(s) > maxInt/count {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

func TrimLeftFunc(s string, f func(rune) bool) string {
	i := indexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	return s[i:]
}

func TrimRightFunc(s string, f func(rune) bool) string {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}

// Map applies mapping to every rune; those mapped to negative values are dropped.
func Map(mapping func(rune) rune, s string) string {
	out := ""
	for i, r := range s {
		to := mapping(r)
		if to == r && r != utf8.RuneError {
			_, size := utf8.DecodeRuneInString(s[i:])
			out += s[i : i+size]
		} else if to >= 0 {
			out += string(to)
		}
	}
	return out
}

// Title makes each letter that begins a word a title-case letter. A word begins
// after anything that is neither letter, digit nor underscore nor beyond ASCII
// without being a space.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		before := prev
		prev = r
		if isSeparator(before) {
			return titleRune(r)
		}
		return r
	}, s)
}
