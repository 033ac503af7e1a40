package strconv

// Complex numbers, as (1+2i).

func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// ParseComplex takes N, Ni, or N±Ni, in parentheses or not. A part that is out of
// range is an error, but the number is there.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	p := complexParser{whole: s, left: s, size: size}
	if n := len(s); n >= 2 && s[0] == '(' && s[n-1] == ')' {
		p.left = s[1 : n-1]
	}
	first := p.float()
	switch {
	case p.err != nil && p.err != ErrRange:
	case p.left == "":
		return complex(first, 0), p.result()
	case p.left == "i":
		return complex(0, first), p.result()
	case p.left[0] == '+' || p.left[0] == '-':
		// A plus is passed over, for the sake of +NaN, unless another follows.
		if p.left[0] == '+' && len(p.left) > 1 && p.left[1] != '+' {
			p.left = p.left[1:]
		}
		outside := p.err
		second := p.float()
		if p.left != "i" || p.err != nil && p.err != ErrRange {
			break
		}
		if p.err == nil {
			p.err = outside
		}
		return complex(first, second), p.result()
	}
	p.err = ErrSyntax
	return 0, p.result()
}

// complexParser is a parse under way.
type complexParser struct {
	whole, left string
	size        int
	err         error
}

func (p *complexParser) result() error {
	if p.err == nil {
		return nil
	}
	return &NumError{"ParseComplex", p.whole, p.err}
}

// float takes a floating-point number.
func (p *complexParser) float() float64 {
	n := floatLength(p.left)
	f, code := parseFloat(p.left[:n], p.size)
	p.left = p.left[n:]
	switch code {
	case codeOK:
		p.err = nil
	case codeRange:
		p.err = ErrRange
	default:
		p.err = ErrSyntax
	}
	return f
}

// floatLength is how much of s is a floating-point number, right or wrong.
func floatLength(s string) int {
	n := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		n = 1
	}
	for _, word := range []string{"infinity", "inf"} {
		if hasFolded(s[n:], word) {
			return n + len(word)
		}
	}
	if n == 0 && hasFolded(s, "nan") {
		return 3
	}
	base, exponent := 10, byte('e')
	if hasFolded(s[n:], "0x") {
		base, exponent = 16, 'p'
		n += 2
	}
	point := false
	for ; n < len(s); n++ {
		c := s[n]
		switch {
		case c == '.' && !point:
			point = true
		case c == '_' || digit(c) < base:
		case c|0x20 == exponent:
			n++
			if n < len(s) && (s[n] == '+' || s[n] == '-') {
				n++
			}
			for n < len(s) && (s[n] == '_' || digit(s[n]) < 10) {
				n++
			}
			return n
		default:
			return n
		}
	}
	return n
}

// hasFolded reports whether s begins with word, whatever the case.
func hasFolded(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := 0; i < len(word); i++ {
		if s[i]|0x20 != word[i]|0x20 {
			return false
		}
	}
	return true
}
