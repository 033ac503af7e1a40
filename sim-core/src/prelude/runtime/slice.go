package runtime

// Slices.
//
// A slice is a header of three words, {pointer, len, cap}, that shows a window
// of a backing array. Any number of headers may show the same array; nothing
// records which.
//
// Append. The compiler turns s = append(s, x) on a shared variable s into
//
//	p, n, c := s.ptr, s.len, s.cap
//	n++
//	if n > c { p, n, c = growslice(p, n, c, 1);  s.cap = c;  s.ptr = p }
//	s.len = n
//	p[n-1] = x
//
// so two facts decide what two goroutines, or two names, see of each other:
// while there is spare capacity the new element goes into the *shared* array,
// and when there is none the old array is left behind untouched. The header is
// read and written word by word, and its length grows before the element is
// there.
//
// Growth. A full array is followed by one of twice its capacity; large ones grow
// by a smaller factor, down to 1.25. The point of change, 1024 elements at first,
// became 256 with a gradual transition in Go 1.18. The bytes so computed are then
// rounded up to a size class, and the surplus becomes capacity too.
//
// Invariants: 0 <= len <= cap; a header with cap > 0 has a pointer.
//
// Simplified: conversions give the capacity they have when the result is
// allocated in the heap (a result that stays in its frame may use a buffer of 32
// bytes there). Elements are copied one after the other, each a read and a
// write, where the real copy moves whole machine words or more.

// growslice returns a slice of length newLen over a new, larger array which
// starts with the elements of the old one. The caller stores the num elements
// that it appends, at the end.
//
// oldPtr and oldCap are of the old slice, whose length was newLen - num. It is
// only called when newLen > oldCap, or when newLen overflowed.
func growslice[T any](oldPtr *T, newLen, oldCap, num int) []T {
	oldLen := newLen - num
	newCap := growcap[T](newLen, oldCap)
	p := newArray[T](newCap)
	if sizeof[T]() == 0 {
		return makeSlice(p, newLen, newCap)
	}
	raceReadRange(oldPtr, oldLen, "growslice")
	for i := 0; i < oldLen; i++ {
		*index(p, i) = *index(oldPtr, i)
	}
	return makeSlice(p, newLen, newCap)
}

// growcap is the capacity of the array that takes the place of one for oldCap
// elements when there must be room for newLen.
func growcap[T any](newLen, oldCap int) int {
	if newLen < 0 {
		panic(errorString{"growslice: len out of range"})
	}
	size := sizeof[T]()
	if size == 0 {
		return newLen
	}
	newCap := nextslicecap(newLen, oldCap)
	if uintptr(newCap) > maxAlloc/size {
		panic(errorString{"growslice: len out of range"})
	}
	newCap = int(roundupsize(uintptr(newCap)*size, !hasPointers[T]()) / size)
	if uintptr(newCap) > maxAlloc/size {
		panic(errorString{"growslice: len out of range"})
	}
	return newCap
}

// nextslicecap is the capacity to aim for, before it is rounded up to a size
// class.
func nextslicecap(newLen, oldCap int) int {
	double := oldCap + oldCap
	if newLen > double {
		return newLen
	}
	if goVersion() < growthFrom256 {
		return nextslicecap117(newLen, oldCap)
	}
	const threshold = 256
	if oldCap < threshold {
		return double
	}
	// The step is a quarter of the capacity plus a share that is twice as
	// large as that quarter at the threshold and loses weight from there on.
	// The comparison is unsigned so that it also ends on overflow.
	newCap := oldCap
	for {
		newCap += (newCap + 3*threshold) >> 2
		if uint(newCap) >= uint(newLen) {
			break
		}
	}
	if newCap <= 0 {
		return newLen
	}
	return newCap
}

// nextslicecap117 is the rule of Go 1.17 and before, for newLen up to twice
// oldCap.
func nextslicecap117(newLen, oldCap int) int {
	if oldCap < 1024 {
		return oldCap + oldCap
	}
	newCap := oldCap
	for 0 < newCap && newCap < newLen {
		newCap += newCap / 4
	}
	if newCap <= 0 {
		return newLen
	}
	return newCap
}

// makeslice is make([]T, len, cap).
func makeslice[T any](len, cap int) []T {
	size := sizeof[T]()
	if len < 0 || size != 0 && uintptr(len) > maxAlloc/size {
		panic(errorString{"makeslice: len out of range"})
	}
	if len > cap || size != 0 && uintptr(cap) > maxAlloc/size {
		panic(errorString{"makeslice: cap out of range"})
	}
	return makeSlice(newArray[T](cap), len, cap)
}

// slicecopy is copy(to, from).
func slicecopy[T any](to, from []T) int {
	n := len(from)
	if len(to) < n {
		n = len(to)
	}
	memmove(sliceData(to), sliceData(from), n)
	return n
}

// slicecopystring is copy(to, text).
func slicecopystring(to []byte, text string) int {
	n := len(text)
	if len(to) < n {
		n = len(to)
	}
	putstring(sliceData(to), text, n)
	return n
}

// memmove copies n elements to an array that may overlap the one they are in.
// It starts at the end that is safe: where the target begins inside the source,
// the last element must leave before the first one arrives there.
func memmove[T any](to, from *T, n int) {
	if n == 0 || sizeof[T]() == 0 {
		return
	}
	raceReadRange(from, n, "slicecopy")
	raceWriteRange(to, n, "slicecopy")
	if ahead := distance(from, to); 0 < ahead && ahead < n {
		for i := n - 1; i >= 0; i-- {
			*index(to, i) = *index(from, i)
		}
		return
	}
	for i := 0; i < n; i++ {
		*index(to, i) = *index(from, i)
	}
}

// putstring stores the first n bytes of text from p on.
func putstring(p *byte, text string, n int) {
	if n == 0 {
		return
	}
	raceWriteRange(p, n, "slicecopy")
	for i := 0; i < n; i++ {
		*index(p, i) = text[i]
	}
}

// stringtoslicebyte is []byte(text).
func stringtoslicebyte(text string) []byte {
	return bytesOf(text, textcap[byte](len(text)))
}

// constslicebyte is []byte(text) of a constant: the compiler makes an array of
// exactly its length.
func constslicebyte(text string) []byte {
	return bytesOf(text, len(text))
}

// bytesOf is a copy of text in a new array for limit bytes.
func bytesOf(text string, limit int) []byte {
	p := newArray[byte](limit)
	for i := 0; i < len(text); i++ {
		*index(p, i) = text[i]
	}
	return makeSlice(p, len(text), limit)
}

// stringtoslicerune is []rune(text). Strings never change, so it may walk text
// twice: once to count, once to store.
func stringtoslicerune(text string) []rune {
	n := 0
	for range text {
		n++
	}
	limit := textcap[rune](n)
	p := newArray[rune](limit)
	n = 0
	for _, r := range text {
		*index(p, n) = r
		n++
	}
	return makeSlice(p, n, limit)
}

// textcap is the capacity of an array for n elements of a converted string: as
// many as fit into the memory block.
func textcap[T any](n int) int {
	return int(roundupsize(uintptr(n)*sizeof[T](), true) / sizeof[T]())
}

// slicebytetostring is string(b).
func slicebytetostring(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	raceReadRange(sliceData(b), len(b), "slicebytetostring")
	text := ""
	for i := 0; i < len(b); i++ {
		c := int(b[i])
		text += allBytes[c : c+1]
	}
	return text
}

// allBytes has each byte at its own place, so that allBytes[c:c+1] is the string
// of the byte c.
const allBytes = "" +
	"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f" +
	"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	"\x20\x21\x22\x23\x24\x25\x26\x27\x28\x29\x2a\x2b\x2c\x2d\x2e\x2f" +
	"\x30\x31\x32\x33\x34\x35\x36\x37\x38\x39\x3a\x3b\x3c\x3d\x3e\x3f" +
	"\x40\x41\x42\x43\x44\x45\x46\x47\x48\x49\x4a\x4b\x4c\x4d\x4e\x4f" +
	"\x50\x51\x52\x53\x54\x55\x56\x57\x58\x59\x5a\x5b\x5c\x5d\x5e\x5f" +
	"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f" +
	"\x70\x71\x72\x73\x74\x75\x76\x77\x78\x79\x7a\x7b\x7c\x7d\x7e\x7f" +
	"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f" +
	"\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f" +
	"\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf" +
	"\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf" +
	"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf" +
	"\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf" +
	"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef" +
	"\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff"

// slicerunetostring is string(r).
func slicerunetostring(r []rune) string {
	if len(r) == 0 {
		return ""
	}
	raceReadRange(sliceData(r), len(r), "slicerunetostring")
	return runeTextOf(sliceData(r), len(r))
}

// runeTextOf is the string of the n runes from p on, n > 0. Joining halves copies
// each rune log2(n) times; joining one rune after the other would copy it n times.
func runeTextOf(p *rune, n int) string {
	if n == 1 {
		return string(*p)
	}
	half := n / 2
	return runeTextOf(p, half) + runeTextOf(index(p, half), n-half)
}
