package strings

// Strings taken apart at separators or spaces, and joined again.

import (
	"unicode"
	"unicode/utf8"
)

// Taking strings apart and putting them together. Results are slices, which are
// shared memory, so all of this is Go.

func Split(s, sep string) []string              { return split(s, sep, 0, -1) }
func SplitN(s, sep string, n int) []string      { return split(s, sep, 0, n) }
func SplitAfter(s, sep string) []string         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// split cuts s at sep into at most n parts (all for a negative n); each part but
// the last keeps the first keep bytes of the separator behind it.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, n)
	i := 0
	for ; i < n-1; i++ {
		at := Index(s, sep)
		if at < 0 {
			break
		}
		parts[i] = s[:at+keep]
		s = s[at+len(sep):]
	}
	parts[i] = s
	return parts[:i+1]
}

// explode cuts s into its runes, the last part taking what is left.
func explode(s string, n int) []string {
	runes := utf8.RuneCountInString(s)
	if n < 0 || n > runes {
		n = runes
	}
	parts := make([]string, n)
	for i := 0; i < n-1; i++ {
		_, size := utf8.DecodeRuneInString(s)
		parts[i] = s[:size]
		s = s[size:]
	}
	if n > 0 {
		parts[n-1] = s
	}
	return parts
}

// Fields cuts s at runs of white space.
func Fields(s string) []string {
	fields := make([]string, countFields(s))
	at := 0
	for i := range fields {
		start, end := nextField(s, at)
		fields[i] = s[start:end]
		at = end
	}
	return fields
}

// countFields is the number of fields of s, nextField the first one from at on.
func countFields(s string) int
func nextField(s string, at int) (start, end int)

// FieldsFunc cuts s at runs of runes for which f is true. It asks f once for each
// rune, in order, before it makes the result.
func FieldsFunc(s string, f func(rune) bool) []string {
	marks := make([]int, 0, 32)
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				marks = append(marks, start, i)
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		marks = append(marks, start, len(s))
	}
	fields := make([]string, len(marks)/2)
	for i := range fields {
		fields[i] = s[marks[2*i]:marks[2*i+1]]
	}
	return fields
}

func Join(elems []string, sep string) string {
	out := ""
	for i, elem := range elems {
		if i > 0 {
			out += sep
		}
		out += elem
	}
	return out
}

func isSeparator(r rune) bool {
	if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return false
	}
	return r < utf8.RuneSelf || unicode.IsSpace(r)
}

func titleRune(r rune) rune { return unicode.ToTitle(r) }
