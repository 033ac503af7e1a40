package strconv

import "unicode/utf8"

// The parts of quoted strings.

// UnquoteChar takes the first character of the inside of a literal in these quotes.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" || s[0] == quote && (quote == '\'' || quote == '"') {
		return 0, false, "", ErrSyntax
	}
	if s[0] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	}
	if s[0] != '\\' {
		return rune(s[0]), false, s[1:], nil
	}
	value, size, ok := escaped(s, quote)
	if !ok {
		return 0, false, "", ErrSyntax
	}
	return value, s[1] == 'u' || s[1] == 'U', s[size:], nil
}

// escaped is what the backslash sequence at the beginning of s stands for, and its
// length.
func escaped(s string, quote byte) (value rune, size int, ok bool) {
	if len(s) < 2 {
		return 0, 0, false
	}
	const letters, meanings = "abfnrtv\\", "\a\b\f\n\r\t\v\\"
	for i := 0; i < len(letters); i++ {
		if s[1] == letters[i] {
			return rune(meanings[i]), 2, true
		}
	}
	digits, base, from := 0, 16, 2
	switch c := s[1]; {
	case c == 'x':
		digits = 2
	case c == 'u':
		digits = 4
	case c == 'U':
		digits = 8
	case '0' <= c && c <= '7':
		digits, base, from = 3, 8, 1
	case c == quote && (c == '\'' || c == '"'):
		return rune(c), 2, true
	default:
		return 0, 0, false
	}
	if len(s) < from+digits {
		return 0, 0, false
	}
	v := 0
	for _, c := range []byte(s[from : from+digits]) {
		d := digit(c)
		if d >= base {
			return 0, 0, false
		}
		v = v*base + d
	}
	ok = v <= 255 || digits > 3 && v <= utf8.MaxRune && utf8.ValidRune(rune(v))
	return rune(v), from + digits, ok
}

// digit is the value of a hexadecimal digit, 16 for others.
func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 16
}

// QuotedPrefix is the quoted string that s begins with.
func QuotedPrefix(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' && s[0] != '`' {
		return "", ErrSyntax
	}
	quote, rest := s[0], s[1:]
	for rest != "" && rest[0] != quote {
		if quote == '`' {
			rest = rest[1:]
			continue
		}
		_, _, tail, err := UnquoteChar(rest, quote)
		if rest[0] == '\n' || err != nil {
			return "", ErrSyntax
		}
		rest = tail
		if quote == '\'' {
			break
		}
	}
	if rest == "" || rest[0] != quote {
		return "", ErrSyntax
	}
	return s[:len(s)-len(rest)+1], nil
}
