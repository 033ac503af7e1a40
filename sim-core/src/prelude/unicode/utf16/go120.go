//go:build go1.20

package utf16

// AppendRune is there since Go 1.20.
func AppendRune(a []uint16, r rune) []uint16 { return appendRune(a, r) }
