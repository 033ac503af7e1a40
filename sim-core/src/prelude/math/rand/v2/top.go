//go:build go1.22

package rand

// The top-level functions: every number is a choice.

func any63() int64 { return int64(chooseBelow(1 << 63)) }

// choices is the Source of the top-level functions.
type choices struct{}

func (choices) Uint64() uint64 { return choose() }

func choice(n uint64) uint64 { return chooseBelow(n) }

func Uint64() uint64       { return choose() }
func Int64() int64         { return any63() }
func Int() int             { return int(any63()) }
func Uint() uint           { return uint(choose()) }
func Uint32() uint32       { return uint32(chooseBelow(1 << 32)) }
func Int32() int32         { return int32(chooseBelow(1 << 31)) }
func Float64() float64     { return float64(chooseBelow(1<<53)) / (1 << 53) }
func Float32() float32     { return float32(chooseBelow(1<<24)) / (1 << 24) }
func NormFloat64() float64 { return New(choices{}).NormFloat64() }
func ExpFloat64() float64  { return New(choices{}).ExpFloat64() }
func Perm(n int) []int     { return perm(n, choice) }

func Shuffle(n int, swap func(i, j int)) {
	check(n >= 0, "Shuffle")
	shuffle(n, choice, swap)
}

func Int64N(n int64) int64 {
	check(n > 0, "Int64N")
	return int64(chooseBelow(uint64(n)))
}

func Uint64N(n uint64) uint64 {
	check(n > 0, "Uint64N")
	return chooseBelow(n)
}

func Int32N(n int32) int32 {
	check(n > 0, "Int32N")
	return int32(chooseBelow(uint64(n)))
}

func Uint32N(n uint32) uint32 {
	check(n > 0, "Uint32N")
	return uint32(chooseBelow(uint64(n)))
}

func IntN(n int) int {
	check(n > 0, "IntN")
	return int(chooseBelow(uint64(n)))
}

func UintN(n uint) uint {
	check(n > 0, "UintN")
	return uint(chooseBelow(uint64(n)))
}

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N is a number below n of any integer type.
func N[Int integer](n Int) Int {
	check(n > 0, "N")
	return Int(chooseBelow(uint64(n)))
}
