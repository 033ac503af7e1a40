// Package utf16: runes as one or two words of 16 bits.
package utf16

const (
	replacement = '\uFFFD'
	high        = 0xd800 // first words of pairs begin here,
	low         = 0xdc00 // second words here,
	end         = 0xe000 // and here both are over
)

func IsSurrogate(r rune) bool { return high <= r && r < end }

// DecodeRune is the rune of a pair, or the replacement character.
func DecodeRune(r1, r2 rune) rune {
	if high <= r1 && r1 < low && low <= r2 && r2 < end {
		return (r1-high)<<10 | (r2 - low) + 0x10000
	}
	return replacement
}

// EncodeRune is the pair of a rune that needs one, or twice the replacement character.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < 0x10000 || r > '\U0010FFFF' {
		return replacement, replacement
	}
	r -= 0x10000
	return high + r>>10, low + r&0x3ff
}

func appendRune(a []uint16, r rune) []uint16 {
	if r1, r2 := EncodeRune(r); r1 != replacement {
		return append(a, uint16(r1), uint16(r2))
	}
	if r < 0 || r > 0xffff || IsSurrogate(r) {
		r = replacement
	}
	return append(a, uint16(r))
}

func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = appendRune(a, r)
	}
	return a
}

func Decode(s []uint16) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			r = replacement
			if i+1 < len(s) {
				if pair := DecodeRune(rune(s[i]), rune(s[i+1])); pair != replacement {
					r = pair
					i++
				}
			}
		}
		out = append(out, r)
	}
	return out
}
