//go:build go1.19

package fmt

// Since Go 1.19.

func Append(b []byte, a ...any) []byte {
	return append(b, sprint(plain, "", a, false)...)
}

func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, sprint(byFormat, format, a, false)...)
}

func Appendln(b []byte, a ...any) []byte {
	return append(b, sprint(line, "", a, false)...)
}
