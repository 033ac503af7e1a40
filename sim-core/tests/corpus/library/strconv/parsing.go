package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"12", "-0", "+5", "", "abc", "9223372036854775808", "0x1f", "1_000", " 1", "1e3"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
		m, err := strconv.ParseInt(s, 0, 64)
		fmt.Println(m, err)
	}
	fmt.Println(strconv.ParseInt("-129", 10, 8))
	fmt.Println(strconv.ParseUint("-1", 10, 64))
	fmt.Println(strconv.ParseUint("ff", 16, 8))
	fmt.Println(strconv.ParseInt("12", 1, 0))
	fmt.Println(strconv.ParseInt("z", 36, 65))
	for _, s := range []string{"1.5", "1e400", "-inf", "NaN", "0x1p4", ".5", "1.", "", "1e", "1_0.5"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	for _, s := range []string{"true", "T", "0", "yes"} {
		fmt.Println(strconv.ParseBool(s))
	}
	_, err := strconv.Atoi("x1")
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err == strconv.ErrSyntax, errors.Is(err, strconv.ErrSyntax))
	fmt.Println(strconv.FormatInt(-255, 16), strconv.FormatUint(255, 2), strconv.FormatFloat(1.0/3, 'g', 5, 64), strconv.FormatFloat(100, 'e', -1, 32), strconv.FormatFloat(2.5, 'f', 0, 64), strconv.FormatBool(true))
	fmt.Println(strconv.Quote("hi\n\"日\x00\xff"), strconv.QuoteToASCII("é"), strconv.QuoteRune('☺'), strconv.Itoa(-45))
	fmt.Println(strconv.Unquote(`"a\tb"`))
	fmt.Println(strconv.Unquote(`'x'`))
	fmt.Println(strconv.Unquote("`raw\\n`"))
	fmt.Println(strconv.Unquote(`"bad`))
	fmt.Println(string(strconv.AppendInt([]byte("n="), 5, 10)), string(strconv.AppendQuote(nil, "q")))
}
