package fmt

import (
	"io"
	"strconv"
	"strings"
	"unsafe"
)

// one scans a value.
func (s *scan) one(verb rune, v any) {
	if scanner, ok := v.(Scanner); ok {
		err := scanner.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			panic(scanFault{err})
		}
		return
	}
	kind, addr := pointsTo(v)
	if kind < 0 {
		s.refuse(v)
	}
	s.basic(verb, kind, unsafe.Pointer(addr))
}

// pointsTo is the kind of basic value that v points to, of the program's own type or
// not, as basic numbers them, and its address; -1 for any other v.
func pointsTo(v any) (kind int, addr uintptr)

// basic scans a value of a basic kind to p.
func (s *scan) basic(verb rune, kind int, p unsafe.Pointer) {
	switch kind {
	case 0:
		*(*bool)(p) = s.boolean(verb)
	case 1:
		*(*int)(p) = int(s.integer(verb, 64))
	case 2:
		*(*int8)(p) = int8(s.integer(verb, 8))
	case 3:
		*(*int16)(p) = int16(s.integer(verb, 16))
	case 4:
		*(*int32)(p) = int32(s.integer(verb, 32))
	case 5:
		*(*int64)(p) = s.integer(verb, 64)
	case 6:
		*(*uint)(p) = uint(s.unsigned(verb, 64))
	case 7:
		*(*uint8)(p) = uint8(s.unsigned(verb, 8))
	case 8:
		*(*uint16)(p) = uint16(s.unsigned(verb, 16))
	case 9:
		*(*uint32)(p) = uint32(s.unsigned(verb, 32))
	case 10:
		*(*uint64)(p) = s.unsigned(verb, 64)
	case 11:
		*(*uintptr)(p) = uintptr(s.unsigned(verb, 64))
	case 12:
		*(*float32)(p) = float32(s.float(verb, 32))
	case 13:
		*(*float64)(p) = s.float(verb, 64)
	case 14:
		*(*complex64)(p) = complex64(s.complex(verb, 32))
	case 15:
		*(*complex128)(p) = s.complex(verb, 64)
	case 16:
		*(*string)(p) = s.word(verb)
	case 17:
		*(*[]byte)(p) = []byte(s.word(verb))
	}
}

// refuse says what is wrong with a value.
func (s *scan) refuse(v any) {
	name := Sprintf("%T", v)
	if strings.HasPrefix(name, "*") {
		s.fail("can't scan type: " + name)
	}
	s.fail("type not a pointer: " + name)
}

// checkVerb fails unless the verb is one of those that the type has.
func (s *scan) checkVerb(verb rune, known, kind string) {
	if strings.IndexRune(known, verb) < 0 {
		s.fail("bad verb '%" + string(verb) + "' for " + kind)
	}
}

// begin passes over blanks; something must follow.
func (s *scan) begin() {
	s.SkipSpace()
	s.notAtEnd()
}

func (s *scan) notAtEnd() {
	if s.next() < 0 {
		panic(scanFault{io.EOF})
	}
	s.back()
}

func (s *scan) boolean(verb rune) bool {
	s.begin()
	s.checkVerb(verb, "tv", "boolean")
	wrong := "syntax error scanning boolean"
	rest := func(first, others string) {
		if s.accept(strings.ToLower(first)+strings.ToUpper(first)) == "" {
			return
		}
		for _, r := range others {
			if s.accept(string(r)+strings.ToUpper(string(r))) == "" {
				s.fail(wrong)
			}
		}
	}
	switch s.must() {
	case '0':
		return false
	case '1':
		return true
	case 't', 'T':
		rest("r", "ue")
		return true
	case 'f', 'F':
		rest("a", "lse")
		return false
	}
	return false
}

const (
	binary  = "01"
	octal   = "01234567"
	decimal = "0123456789"
	hex     = "0123456789aAbBcCdDeEfF"
)

// base is the base and the digits of a verb.
func (s *scan) base(verb rune) (int, string) {
	s.checkVerb(verb, "bdoUxXv", "integer")
	switch verb {
	case 'b':
		return 2, binary
	case 'o':
		return 8, octal
	case 'x', 'X', 'U':
		return 16, hex
	}
	return 10, decimal
}

// number takes the digits of an integer; %v allows for a prefix that says the base.
func (s *scan) number(verb rune) (text string, base int) {
	base, digits := s.base(verb)
	found := false
	if verb == 'U' {
		if s.accept("U") == "" || s.accept("+") == "" {
			s.fail("bad unicode format ")
		}
	} else if verb == 'v' && s.accept("0") != "" {
		switch {
		case s.accept("bB") != "":
			base, digits, text = 0, binary+"_", "0b"
		case s.accept("oO") != "":
			base, digits, text = 0, octal+"_", "0o"
		case s.accept("xX") != "":
			base, digits, text = 0, hex+"_", "0x"
		default:
			base, digits, text, found = 0, octal+"_", "0", true
		}
	} else if verb == 'v' {
		base, digits = 0, decimal+"_"
	}
	if !found {
		s.notAtEnd()
		first := s.accept(digits)
		if first == "" {
			s.fail("expected integer")
		}
		text += first
	}
	return text + s.many(digits), base
}

func (s *scan) integer(verb rune, bits int) int64 {
	if verb == 'c' {
		s.notAtEnd()
		return int64(s.next())
	}
	s.begin()
	sign := ""
	if verb != 'U' {
		s.base(verb)
		sign = s.accept("+-")
	}
	text, base := s.number(verb)
	text = sign + text
	i, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		panic(scanFault{err})
	}
	if i<<(64-bits)>>(64-bits) != i {
		s.fail("integer overflow on token " + text)
	}
	return i
}

func (s *scan) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		s.notAtEnd()
		return uint64(s.next())
	}
	s.begin()
	text, base := s.number(verb)
	i, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		panic(scanFault{err})
	}
	if i<<(64-bits)>>(64-bits) != i {
		s.fail("unsigned integer overflow on token " + text)
	}
	return i
}

func (s *scan) float(verb rune, bits int) float64 {
	s.begin()
	s.checkVerb(verb, "beEfFgGv", "float"+strconv.Itoa(bits))
	text := s.floatText()
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		panic(scanFault{err})
	}
	return f
}

// complex takes two floats and an i, in parentheses or not.
func (s *scan) complex(verb rune, bits int) complex128 {
	s.checkVerb(verb, "beEfFgGv", "complex")
	s.begin()
	open := s.accept("(") != ""
	first := s.floatText()
	sign := s.accept("+-")
	if sign == "" {
		s.fail("syntax error scanning complex number")
	}
	second := s.floatText()
	if s.accept("i") == "" || open && s.accept(")") == "" {
		s.fail("syntax error scanning complex number")
	}
	value := func(text string) float64 {
		f, err := strconv.ParseFloat(text, bits)
		if err != nil {
			panic(scanFault{err})
		}
		return f
	}
	return complex(value(first), value(sign+second))
}

func (s *scan) floatText() string {
	nan := s.accept("nN")
	if nan != "" {
		return nan + s.accept("aA") + s.accept("nN")
	}
	text := s.accept("+-")
	if inf := s.accept("iI"); inf != "" {
		return text + inf + s.accept("nN") + s.accept("fF")
	}
	digits, exponent := decimal+"_", "eEpP"
	if zero := s.accept("0"); zero != "" {
		text += zero
		if x := s.accept("xX"); x != "" {
			text += x
			digits, exponent = hex+"_", "pP"
		}
	}
	text += s.many(digits)
	if point := s.accept("."); point != "" {
		text += point + s.many(digits)
	}
	if e := s.accept(exponent); e != "" {
		text += e + s.accept("+-") + s.many(decimal+"_")
	}
	return text
}

func (s *scan) word(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.begin()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		text := s.many(hex)
		if text == "" {
			s.fail("no hex data for %x string")
		}
		out := ""
		for i := 0; i+1 < len(text); i += 2 {
			b, _ := strconv.ParseUint(text[i:i+2], 16, 8)
			out += string([]byte{byte(b)})
		}
		return out
	}
	return s.while(func(r rune) bool { return !isBlank(r) })
}

// quoted takes a Go string literal.
func (s *scan) quoted() string {
	quote := s.must()
	if quote != '"' && quote != '`' {
		s.fail("expected quoted string")
	}
	text := string(quote)
	for {
		r := s.must()
		text += string(r)
		if r == '\\' && quote == '"' {
			text += string(s.must())
		} else if r == quote {
			break
		}
	}
	value, err := strconv.Unquote(text)
	if err != nil {
		panic(scanFault{err})
	}
	return value
}
