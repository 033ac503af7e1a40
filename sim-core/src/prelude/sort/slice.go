package sort

import "unsafe"

// Sorting a slice of any type by a function of two indices.

// sliceOf takes a slice out of x: the address of its first element, its length and
// the words of an element. ok is false when x holds no slice. (x is boxed, so what
// is read there nobody writes.)
func sliceOf(x any) (s anySlice, ok bool) {
	words, box := sliceWords(x)
	if box == 0 {
		return s, false
	}
	s.words = uintptr(words)
	s.base = *(*uintptr)(unsafe.Pointer(box))
	s.len = *(*int)(unsafe.Pointer(box + 1))
	return s, true
}

// sliceWords is the number of words of an element of the slice in x and the
// address of its header; that is 0 if x holds no slice.
func sliceWords(x any) (words int, header uintptr)

// anySlice is a slice whose elements are words and nothing more. Addresses count
// words.
type anySlice struct {
	base, words uintptr
	len         int
	less        func(i, j int) bool
}

func (s anySlice) Len() int           { return s.len }
func (s anySlice) Less(i, j int) bool { return s.less(i, j) }

func (s anySlice) Swap(i, j int) {
	a, b := s.base+uintptr(i)*s.words, s.base+uintptr(j)*s.words
	for k := uintptr(0); k < s.words; k++ {
		x, y := (*uintptr)(unsafe.Pointer(a+k)), (*uintptr)(unsafe.Pointer(b+k))
		*x, *y = *y, *x
	}
}

// mustSlice is x as something to sort by less.
func mustSlice(x any, less func(i, j int) bool) anySlice {
	s, ok := sliceOf(x)
	if !ok {
		panic("reflect: call of Swapper on non-slice Value")
	}
	s.less = less
	return s
}

func Slice(x any, less func(i, j int) bool)       { Sort(mustSlice(x, less)) }
func SliceStable(x any, less func(i, j int) bool) { Stable(mustSlice(x, less)) }

func SliceIsSorted(x any, less func(i, j int) bool) bool {
	return IsSorted(mustSlice(x, less))
}
