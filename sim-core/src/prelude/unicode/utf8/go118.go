//go:build go1.18

package utf8

// AppendRune is there since Go 1.18.
func AppendRune(p []byte, r rune) []byte { return append(p, string(r)...) }
