package main

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// code is the number that a native's parser gives for an error.
func code(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, strconv.ErrSyntax):
		return 1
	case errors.Is(err, strconv.ErrRange):
		return 2
	case strings.Contains(err.Error(), "invalid base"):
		return 3
	}
	return 4
}

func parseInt(s string, base, bits int) (int64, int) {
	n, err := strconv.ParseInt(s, base, bits)
	return n, code(err)
}

func parseUint(s string, base, bits int) (uint64, int) {
	n, err := strconv.ParseUint(s, base, bits)
	return n, code(err)
}

func parseFloat(s string, bits int) (float64, int) {
	f, err := strconv.ParseFloat(s, bits)
	return f, code(err)
}

func unquote(s string) (string, bool) {
	t, err := strconv.Unquote(s)
	return t, err == nil
}

var floats = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.1, 0.5, 1.5, 2.5, 3.5, 0.125, 0.375, 1e6, 1e5, 123456789, 1e20, 1e21, 1e22, 1e23, 100000, 999999, 9999995,
	math.Pi, -math.E, 1e-4, 1e-5, 0.00012345, 5e-324, 2.2250738585072014e-308, math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32,
	33909, 8.5e-9, 4.35, 2.675, 1.005, 0.045, 1e100, 123.456, 65535.5, 1.0 / 3, 2.0 / 3, 16777217, 9007199254740993, 4503599627370497.5,
	math.Inf(1), math.Inf(-1), math.NaN(), 0x1p-1074, 0x1.8p10, 0x1.fffffffffffffp0, 0x1.ffffffp3, 1e-323, 12345678, 0.000001, 0.0000001,
}

func strconvRows() {
	for _, f := range floats {
		for _, layout := range "eEfgGbxX" {
			for _, prec := range []int{-1, 0, 2, 17} {
				row("strconv.formatFloat", strconv.FormatFloat, f, byte(layout), prec, 64)
			}
			row("strconv.formatFloat", strconv.FormatFloat, f, byte(layout), -1, 32)
			row("strconv.formatFloat", strconv.FormatFloat, float64(float32(f)), byte(layout), 5, 32)
		}
	}
	row("strconv.formatFloat", strconv.FormatFloat, 1.5, byte('z'), -1, 64)
	row("strconv.formatFloat", strconv.FormatFloat, -1.5, byte('z'), -1, 64)
	row("strconv.formatFloat", strconv.FormatFloat, 0.1, byte('f'), 60, 64)
	row("strconv.formatFloat", strconv.FormatFloat, math.MaxFloat64, byte('f'), -1, 64)
	for _, n := range []int64{0, 1, -1, 7, 10, 255, -128, math.MaxInt64, math.MinInt64, 1234567890} {
		for _, base := range []int{2, 8, 10, 16, 36} {
			row("strconv.formatInt", strconv.FormatInt, n, base)
			row("strconv.formatUint", strconv.FormatUint, uint64(n), base)
		}
	}
	ints := []string{
		"", "0", "-0", "+0", "1", "-1", "+5", "007", "12345", "-12345", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
		"-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999x", "x", "1x", " 1", "1 ", "0x10", "0X1f", "0b101",
		"0o17", "017", "0_1", "1_000", "1__0", "_1", "1_", "0x_1", "0_x1", "0x", "0b", "-", "+", "--1", "z", "Zz", "127", "128", "-128", "-129", "255", "256",
		"0b2", "08", "0x1_2", "1_2_3", "½",
	}
	for _, s := range ints {
		for _, base := range []int{0, 2, 8, 10, 16, 36, 1, 37, -1} {
			row("strconv.parseInt", parseInt, s, base, 64)
			row("strconv.parseUint", parseUint, s, base, 64)
		}
		for _, bits := range []int{0, 8, 16, 32, 65, -1} {
			row("strconv.parseInt", parseInt, s, 10, bits)
			row("strconv.parseUint", parseUint, s, 10, bits)
		}
	}
	for _, s := range []string{
		"", "0", "-0", "1", "+1.5", ".5", "5.", ".", "1e", "1e+", "1e5", "1E-5", "1e400", "-1e400", "1e-400", "inf", "-Inf", "+INFINITY", "infi", "nan", "+nan", "NaN",
		"0x1p-2", "0x1.8p1", "0x1", "0x.8p0", "0xp1", "0X1P+3", "0x1.fffffffffffff8p0", "0x1p1024", "0x1p-1075", "0x1.8p-1074", "1_000.5", "1__0", "0x_1p0", "1e1_0", "_1", "1_",
		"1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2.4e-324", "1.00000000000000011102230246251565404236316680908203125", "9007199254740993",
		"3.4028235e38", "3.4028236e38", "1e39", "16777217", "1e99999999999", "0e99999999999", "1.2.3", "abc", " 1", "1 ", "0.1e-1", "000123.4500", "0x1.000000000000000000001p0", "0x1.00000000000008p0",
	} {
		row("strconv.parseFloat", parseFloat, s, 64)
		row("strconv.parseFloat", parseFloat, s, 32)
	}
	for _, s := range append(texts, "\a\b\f\n\r\t\v\\\"'`\x00\x7f", "\u00ad\u200b\ufeff\U0001F600\U0010ffff", "\xed\xa0\x80", "a\tb`c") {
		row("strconv.Quote", strconv.Quote, s)
		row("strconv.QuoteToASCII", strconv.QuoteToASCII, s)
		row("strconv.QuoteToGraphic", strconv.QuoteToGraphic, s)
		row("strconv.CanBackquote", strconv.CanBackquote, s)
		row("strconv.unquote", unquote, strconv.Quote(s))
	}
	for _, r := range []rune{0, 'a', '\'', '"', '\\', '\n', 0x7f, 0x80, 0xad, 0xe9, 0x4e16, 0x1f600, 0xd800, 0x110000, -1, 0x3000, 0xfeff} {
		row("strconv.QuoteRune", strconv.QuoteRune, r)
		row("strconv.QuoteRuneToASCII", strconv.QuoteRuneToASCII, r)
		row("strconv.QuoteRuneToGraphic", strconv.QuoteRuneToGraphic, r)
		row("strconv.IsPrint", strconv.IsPrint, r)
		row("strconv.IsGraphic", strconv.IsGraphic, r)
	}
	for _, s := range []string{`""`, `"a`, `a"`, `'a'`, `'ab'`, `''`, "`a\rb`", "`a`b`", `"\x41\101\u0041\U00000041"`, `"\q"`, `"\'"`, `'\''`, `'"'`, `"\400"`, `"\ud800"`, "\"a\nb\"", `"`, ``, `'\"'`} {
		row("strconv.unquote", unquote, s)
	}
}
