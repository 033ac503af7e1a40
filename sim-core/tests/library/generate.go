// Writes the tables that the library's natives are tested with: each row is a
// function, its arguments and what real Go returns for them. Run with Go 1.23:
//
//	go run generate.go
//
// An argument or result is a letter and a value: s a quoted string, w a word in
// decimal (integers as two's complement), f the bits of a float64 in hexadecimal.
// Rows of fmt have typed values instead, as in int8:-5.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"reflect"
	"strconv"
)

var out *bufio.Writer

// table writes the rows that fill makes to file name.
func table(name string, fill func()) {
	file, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	out = bufio.NewWriter(file)
	fill()
	out.Flush()
	file.Close()
}

// word encodes a value.
func word(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return "s" + strconv.QuoteToASCII(v.String())
	case reflect.Bool:
		if v.Bool() {
			return "w1"
		}
		return "w0"
	case reflect.Int, reflect.Int32, reflect.Int64:
		return "w" + strconv.FormatUint(uint64(v.Int()), 10)
	case reflect.Uint8, reflect.Uint, reflect.Uint32, reflect.Uint64:
		return "w" + strconv.FormatUint(v.Uint(), 10)
	case reflect.Float64:
		if math.IsNaN(v.Float()) {
			return "fnan"
		}
		return "f" + strconv.FormatUint(math.Float64bits(v.Float()), 16)
	}
	panic("no encoding for " + v.Type().String())
}

// row calls f with args, converted to its parameters' types, and writes the row.
func row(name string, f any, args ...any) {
	fn := reflect.ValueOf(f)
	var in []reflect.Value
	fmt.Fprint(out, name)
	for i, arg := range args {
		v := reflect.ValueOf(arg).Convert(fn.Type().In(i))
		in = append(in, v)
		fmt.Fprint(out, "\t", word(v))
	}
	fmt.Fprint(out, "\t=>")
	for _, v := range fn.Call(in) {
		fmt.Fprint(out, "\t", word(v))
	}
	fmt.Fprintln(out)
}

func main() {
	table("strings.tsv", stringRows)
	table("strconv.tsv", strconvRows)
	table("unicode.tsv", unicodeRows)
	table("math.tsv", mathRows)
	table("fmt.tsv", fmtRows)
}
