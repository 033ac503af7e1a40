package main

import (
	"fmt"
	"math"
	"strconv"
)

// typed encodes a value of a basic type with its type.
func typed(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case string:
		return "string:" + strconv.QuoteToASCII(v)
	case float32:
		return fmt.Sprintf("float32:%x", math.Float32bits(v))
	case float64:
		return fmt.Sprintf("float64:%x", math.Float64bits(v))
	case complex128:
		return fmt.Sprintf("complex128:%x,%x", math.Float64bits(real(v)), math.Float64bits(imag(v)))
	}
	return fmt.Sprintf("%T:%v", v, v)
}

func formatRow(format string, args ...any) {
	fmt.Fprint(out, strconv.QuoteToASCII(format))
	for _, arg := range args {
		fmt.Fprint(out, "\t", typed(arg))
	}
	fmt.Fprintln(out, "\t=>\t"+strconv.QuoteToASCII(fmt.Sprintf(format, args...)))
}

func fmtRows() {
	values := []any{
		nil, true, false, 0, 42, -42, int8(-128), int64(math.MinInt64), uint8(255), uint64(math.MaxUint64), uintptr(4096), 'x', '世', int32(-1), int32(0x1f600), int32(0x110000),
		"", "hello", "世界\n", "tab\t`q`", "\xff\x00", 1.0, -2.5, 1e6, 1e21, 123456.789, 1e-7, math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1), float32(0.1), float32(16777216),
		complex(1, -2), complex(math.Inf(-1), math.NaN()),
	}
	flags := []string{"", "+", "-", "#", " ", "0", "10", "-10", "010", "+010", ".3", "10.3", "-10.0", "#x"[:1] + "8", "+.2", "# ", "08.2", "-08", "# 12.4", "+-9"}
	for _, v := range values {
		for _, verb := range "vTdsqxXoObcUeEfFgGtpw!" {
			formatRow("%"+string(verb), v)
			for i, flag := range flags {
				if (i+int(verb))%3 == 0 {
					formatRow("%"+flag+string(verb), v)
				}
			}
		}
		formatRow("%+v|%#v|% v|%6v|%-6v|%06v", v, v, v, v, v, v)
	}
	formatRow("no args")
	formatRow("%d")
	formatRow("%d %d", 1)
	formatRow("%d", 1, 2)
	formatRow("", "a", nil, 2.5)
	formatRow("%")
	formatRow("%%")
	formatRow("100%% of %s", "it")
	formatRow("%5")
	formatRow("%-")
	formatRow("%.")
	formatRow("%5.")
	formatRow("%!", 1)
	formatRow("%z", 1)
	formatRow("%é", 1)
	formatRow("%\xff", 1)
	formatRow("%*d", 5, 42)
	formatRow("%-*d|", 5, 42)
	formatRow("%*d|", -5, 42)
	formatRow("%0*d|", -5, 42)
	formatRow("%.*f", 2, math.Pi)
	formatRow("%.*f", -2, math.Pi)
	formatRow("%*.*f", 8, 3, math.Pi)
	formatRow("%*d", "x", 42)
	formatRow("%*d", 2000000, 42)
	formatRow("%.*d", uint64(math.MaxUint64), 42)
	formatRow("%*d", uint8(4), 42)
	formatRow("%*d", 5)
	formatRow("%*", 5)
	formatRow("%[2]d %[1]d", 1, 2)
	formatRow("%[2]*[1]d", 1, 5)
	formatRow("%[3]*.[2]*[1]f|", 12.0, 2, 6)
	formatRow("%6.2f|%[1]6.3f", 12.0)
	formatRow("%d %d %#[1]x %#x", 16, 17)
	formatRow("%[3]d", 1, 2)
	formatRow("%[x]d", 1)
	formatRow("%[]d", 1)
	formatRow("%[1]", 1)
	formatRow("%[1", 1)
	formatRow("%[-1]d", 1)
	formatRow("%[0]d", 1)
	formatRow("%[5]d %d", 1, 2)
	formatRow("%[1]2d", 1)
	formatRow("%[1].2d", 1)
	formatRow("%.[1]2d", 1)
	formatRow("%[2]d", 1, 2)
	formatRow("%100000001d", 1)
	formatRow("%.100000001d", 1)
	formatRow("%[1000001]d", 1)
	formatRow("%s %s", "a", error(nil))
	formatRow("%v %d", "x", "y")
	formatRow("%06d|%-06d|%+06d|% 06d", 42, 42, 42, 42)
	formatRow("%x %X %#x % x %# x", "hello", "hello", "hello", "hello", "hello")
	formatRow("%8.3s|%-8.3s|%.0s|%.10s", "日本語語", "abcdef", "abc", "abc")
	formatRow("%t %t", true, 1)
	formatRow("%c%c%c", 72, 'é', -1)
	formatRow("%U %#U %.6U %12U|%-12U|", 0x1f600, 0x1f600, 'a', 'b', 'c')
	formatRow("%e %E %.0e %#.0e %g %G %.3g %#g %#.3g", 123456.789, 1e-9, 5.5, 5.5, 1e100, 1e-100, 1234.5, 1.0, 1e10)
	formatRow("%b %x %X %.3x %#x", 1.5, 1.5, -1.5, 1.0/3, 2.0)
	formatRow("%08.3f|%+08.3f|%-8.3f|% 8.3f|%+.0f", 3.14159, 3.14159, 3.14159, 3.14159, -0.4)
	formatRow("%o %#o %O %b %#b", 8, 8, 8, 5, 5)
	formatRow("%20v|%-20v|%020v", math.Inf(1), math.NaN(), math.Inf(-1))
	formatRow("%w", "x")
}
