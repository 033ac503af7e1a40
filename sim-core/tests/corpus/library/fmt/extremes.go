package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

func show(s string) { fmt.Println(len(s), strings.Count(s, "0"), strings.Count(s, " ")) }

func main() {
	show(fmt.Sprintf("%.70000U", 'x'))
	show(fmt.Sprintf("%#.70000U", 'x'))
	show(fmt.Sprintf("%70000U", 'x'))
	show(fmt.Sprintf("%70000d|%-70000d|%070000d", 1, 2, -3))
	show(fmt.Sprintf("%.70000f", math.Pi))
	show(fmt.Sprintf("%.70000e", math.Pi))
	show(fmt.Sprintf("%.70000g", 0.1))
	show(fmt.Sprintf("%#.70000g", 0.5))
	show(fmt.Sprintf("%.70000x", 1.5))
	show(fmt.Sprintf("%.70000d", 5))
	show(fmt.Sprintf("%70000s%.70000s", "a", "b"))
	show(fmt.Sprintf("%70000x", "abc"))
	show(fmt.Sprintf("%70000q", "abc"))
	show(fmt.Sprintf("%70000v", []int{1, 2}))
	show(fmt.Sprintf("%070000v", math.Inf(1)))
	show(fmt.Sprintf("%*.*d", 70000, 69000, 1))
	show(strconv.FormatFloat(math.SmallestNonzeroFloat64, 'f', 70000, 64))
	show(strconv.FormatFloat(math.MaxFloat64, 'e', 70000, 64))
	show(strings.Repeat("", 1<<40))
	fmt.Println(time.Date(1<<31, 1, 1, 0, 0, 0, 0, time.UTC).Year(), time.Date(-1, 13, 0, -100, 1e6, -1e6, -1, time.UTC))
	fmt.Println(math.Float64frombits(1), -math.MaxFloat64, float32(math.SmallestNonzeroFloat32), float32(math.MaxFloat32))
	show(time.Unix(0, 123456789).UTC().Format("." + strings.Repeat("0", 70000)))
	show(time.Unix(0, 123456700).UTC().Format("5." + strings.Repeat("9", 70000)))
	fmt.Println(strconv.ParseFloat(strings.Repeat("9", 1000), 64))
	fmt.Println(strconv.ParseFloat("0."+strings.Repeat("0", 400)+"1", 64))
	fmt.Println(strconv.ParseFloat("1"+strings.Repeat("0", 200)+"e-200", 64))
}
