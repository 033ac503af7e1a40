package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"42", "-7", "+3", "x", "", "99999999999999999999", "0x1f", "1_000", " 1"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
		i, err := strconv.ParseInt(s, 0, 64)
		fmt.Println(i, err)
		i, err = strconv.ParseInt(s, 10, 8)
		fmt.Println(i, err)
		u, err := strconv.ParseUint(s, 16, 32)
		fmt.Println(u, err)
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	_, err := strconv.ParseInt("1", 1, 64)
	fmt.Println(err)
	_, err = strconv.ParseInt("1", 10, 65)
	fmt.Println(err)
	var ne *strconv.NumError
	_, err = strconv.Atoi("q")
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, errors.Is(err, strconv.ErrSyntax))
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(-255, 16), strconv.FormatUint(255, 2), strconv.FormatBool(true), strconv.FormatFloat(3.14159, 'f', 2, 64), strconv.FormatFloat(1e21, 'g', -1, 64))
	fmt.Println(strconv.Quote("hi\n\"x\" 世 \x00"), strconv.QuoteToASCII("世"), strconv.QuoteRune('☺'))
	fmt.Println(strconv.Unquote(`"a\tb"`))
	fmt.Println(strconv.Unquote("`raw`"))
	fmt.Println(strconv.Unquote("bad"))
	b := strconv.AppendInt(nil, 42, 10)
	b = strconv.AppendQuote(b, "q")
	b = strconv.AppendBool(b, false)
	b = strconv.AppendFloat(b, 2.5, 'e', 3, 64)
	fmt.Println(string(b))
	defer func() { fmt.Println(recover()) }()
	strconv.FormatInt(1, 1)
}
