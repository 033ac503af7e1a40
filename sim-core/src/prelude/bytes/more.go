package bytes

import "strings"

// What is asked less often.

func IndexRune(s []byte, r rune) int                  { return strings.IndexRune(string(s), r) }
func LastIndexAny(s []byte, chars string) int         { return strings.LastIndexAny(string(s), chars) }
func LastIndexByte(s []byte, c byte) int              { return strings.LastIndexByte(string(s), c) }
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(string(s), f) }
func ToTitle(s []byte) []byte                         { return []byte(strings.ToTitle(string(s))) }

func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(string(s), string(replacement)))
}

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	left := strings.TrimLeftFunc(string(s), f)
	if left == "" {
		return nil
	}
	return s[len(s)-len(left):]
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(string(s), f))]
}

func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func TrimLeft(s []byte, cutset string) []byte {
	left := strings.TrimLeft(string(s), cutset)
	if left == "" {
		return nil
	}
	return s[len(s)-len(left):]
}

func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(string(s), cutset))]
}

func SplitN(s, sep []byte, n int) [][]byte {
	return windows(s, strings.SplitN(string(s), string(sep), n), len(sep))
}

func SplitAfter(s, sep []byte) [][]byte {
	return windows(s, strings.SplitAfter(string(s), string(sep)), 0)
}

func SplitAfterN(s, sep []byte, n int) [][]byte {
	return windows(s, strings.SplitAfterN(string(s), string(sep), n), 0)
}

// windows are the parts of s whose texts are given, gap bytes apart; all but the
// last have no spare capacity.
func windows(s []byte, parts []string, gap int) [][]byte {
	if parts == nil {
		return nil
	}
	all := make([][]byte, len(parts))
	at := 0
	for i, part := range parts {
		end := at + len(part)
		if i == len(parts)-1 {
			all[i] = s[at:end]
		} else {
			all[i] = s[at:end:end]
		}
		at = end + gap
	}
	return all
}

func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	text, at := string(s), 0
	fields := strings.FieldsFunc(text, f)
	all := make([][]byte, len(fields))
	for i, field := range fields {
		// No rune of a field is a separator, so it stands at its first place not before at.
		from := at + strings.Index(text[at:], field)
		at = from + len(field)
		all[i] = s[from:at:at]
	}
	return all
}
