package runtime

// What package unsafe has besides types and constants; the checker makes calls of
// these of its functions. Memory is typed cells here, so a string and its bytes
// are apart: String copies bytes, StringData gives a copy.

// integer is any type that a length can have.
type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

func checkLength[T any, I integer](what string, p *T, n I) int {
	if n < 0 || uint64(n) > 1<<47 {
		panic(errorString{what + ": len out of range"})
	}
	if p == nil && n > 0 {
		panic(errorString{what + ": ptr is nil and len is not zero"})
	}
	return int(n)
}

// Slice is unsafe.Slice, and so on.
func unsafeSlice[T any, I integer](p *T, n I) []T {
	length := checkLength("unsafe.Slice", p, n)
	if p == nil {
		return nil
	}
	return makeSlice(p, length, length)
}

func unsafeSliceData[S ~[]T, T any](s S) *T { return sliceData([]T(s)) }

func unsafeString[I integer](p *byte, n I) string {
	length := checkLength("unsafe.String", p, n)
	if length == 0 {
		return ""
	}
	return string(makeSlice(p, length, length))
}

func unsafeStringData(s string) *byte {
	if s == "" {
		return nil
	}
	return sliceData([]byte(s))
}
