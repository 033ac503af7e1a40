package main

import (
	"cmp"
	"fmt"
	"math"
)

func main() {
	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Compare(2.0, 2.0), cmp.Compare(math.NaN(), 1), cmp.Compare(math.NaN(), math.NaN()))
	fmt.Println(cmp.Less(1, 2), cmp.Less(math.NaN(), math.Inf(-1)), cmp.Or(0, 0, 3, 4), cmp.Or("", "x"), cmp.Or[int]())
}
