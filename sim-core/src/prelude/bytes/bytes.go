// What package strings answers about the text of a slice, and windows on slices.

package bytes

import "strings"

func Equal(a, b []byte) bool                      { return string(a) == string(b) }
func Compare(a, b []byte) int                     { return strings.Compare(string(a), string(b)) }
func Contains(b, subslice []byte) bool            { return strings.Contains(string(b), string(subslice)) }
func ContainsAny(b []byte, s string) bool         { return strings.ContainsAny(string(b), s) }
func ContainsRune(b []byte, r rune) bool          { return strings.ContainsRune(string(b), r) }
func Count(s, sep []byte) int                     { return strings.Count(string(s), string(sep)) }
func EqualFold(s, t []byte) bool                  { return strings.EqualFold(string(s), string(t)) }
func HasPrefix(s, prefix []byte) bool             { return strings.HasPrefix(string(s), string(prefix)) }
func HasSuffix(s, suffix []byte) bool             { return strings.HasSuffix(string(s), string(suffix)) }
func Index(s, sep []byte) int                     { return strings.Index(string(s), string(sep)) }
func IndexByte(b []byte, c byte) int              { return strings.IndexByte(string(b), c) }
func IndexAny(s []byte, chars string) int         { return strings.IndexAny(string(s), chars) }
func LastIndex(s, sep []byte) int                 { return strings.LastIndex(string(s), string(sep)) }
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(string(s), f) }
func Runes(s []byte) []rune                       { return []rune(string(s)) }

// These give new slices.

func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(string(s))) }
func ToLower(s []byte) []byte { return []byte(strings.ToLower(string(s))) }
func Title(s []byte) []byte   { return []byte(strings.Title(string(s))) }

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	return []byte(strings.Repeat(string(b), count))
}

func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}

func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

func Map(mapping func(r rune) rune, s []byte) []byte {
	return []byte(strings.Map(mapping, string(s)))
}

func Join(s [][]byte, sep []byte) []byte {
	joined := []byte{}
	for i, part := range s {
		if i > 0 {
			joined = append(joined, sep...)
		}
		joined = append(joined, part...)
	}
	return joined
}

// Clone gives nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// The rest are windows on the slice given. Each is found in its text: between is
// the part of s that text, a part of its beginning to end, has kept.

func between(s []byte, from, to int) []byte {
	if from == to {
		return nil
	}
	return s[from:to]
}

func TrimSpace(s []byte) []byte {
	text := string(s)
	from := len(text) - len(strings.TrimLeft(text, spaces))
	return between(s, from, from+len(strings.TrimSpace(text)))
}

// spaces are all white space.
const spaces = "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" +
	"\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"

func Trim(s []byte, cutset string) []byte {
	text := string(s)
	from := len(text) - len(strings.TrimLeft(text, cutset))
	return between(s, from, from+len(strings.Trim(text, cutset)))
}

func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// Split gives parts without spare capacity.
func Split(s, sep []byte) [][]byte {
	parts := strings.Split(string(s), string(sep))
	windows := make([][]byte, len(parts))
	at := 0
	for i, part := range parts {
		windows[i] = s[at : at+len(part) : at+len(part)]
		at += len(part) + len(sep)
	}
	if n := len(windows); n > 0 {
		windows[n-1] = s[len(s)-len(parts[n-1]):]
	}
	return windows
}

func Fields(s []byte) [][]byte {
	words := strings.Fields(string(s))
	windows := make([][]byte, len(words))
	text, at := string(s), 0
	for i, word := range words {
		from := at + strings.Index(text[at:], word)
		at = from + len(word)
		windows[i] = s[from:at:at]
	}
	return windows
}
