// Package utf8: runes and their encodings. Functions of strings are natives;
// those of byte slices read them cell by cell, like any program.
package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

func DecodeRuneInString(s string) (r rune, size int)
func DecodeLastRuneInString(s string) (r rune, size int)
func RuneCountInString(s string) int
func ValidString(s string) bool
func FullRuneInString(s string) bool

func DecodeRune(p []byte) (r rune, size int) {
	if len(p) > UTFMax {
		p = p[:UTFMax]
	}
	return DecodeRuneInString(string(p))
}

func DecodeLastRune(p []byte) (r rune, size int) {
	if len(p) > UTFMax {
		p = p[len(p)-UTFMax:]
	}
	return DecodeLastRuneInString(string(p))
}

func RuneCount(p []byte) int { return RuneCountInString(string(p)) }
func Valid(p []byte) bool    { return ValidString(string(p)) }

func FullRune(p []byte) bool {
	if len(p) > UTFMax {
		p = p[:UTFMax]
	}
	return FullRuneInString(string(p))
}

// ValidRune reports whether r has an encoding: not a surrogate, not too large.
func ValidRune(r rune) bool {
	return 0 <= r && r < 0xD800 || 0xDFFF < r && r <= MaxRune
}

// RuneStart reports whether b can be the first byte of an encoding.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// RuneLen is the number of bytes of r's encoding, -1 if it has none.
func RuneLen(r rune) int {
	if !ValidRune(r) {
		return -1
	}
	return len(string(r))
}

func EncodeRune(p []byte, r rune) int { return copyAll(p, string(r)) }

// copyAll copies s to p, which must have room for it.
func copyAll(p []byte, s string) int {
	_ = p[len(s)-1]
	return copy(p, s)
}
