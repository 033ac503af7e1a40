package runtime

import (
	"math/rand"
	"testing"
	"unicode/utf8"
)

// TestSlicecopyOverlap compares slicecopy with copy for all windows of a small
// array.
func TestSlicecopyOverlap(t *testing.T) {
	const n = 6
	for a := 0; a <= n; a++ {
		for b := a; b <= n; b++ {
			for c := 0; c <= n; c++ {
				for d := c; d <= n; d++ {
					want := [n]int{1, 2, 3, 4, 5, 6}
					got := want
					m := copy(want[a:b], want[c:d])
					if k := slicecopy(got[a:b], got[c:d]); k != m || got != want {
						t.Fatalf("slicecopy([%d:%d], [%d:%d]) = %d %v, want %d %v", a, b, c, d, k, got, m, want)
					}
				}
			}
		}
	}
}

func TestStringConversions(t *testing.T) {
	for n := 0; n < 200; n++ {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rand.Intn(256))
		}
		text := string(b)
		if got := slicebytetostring(b); got != text {
			t.Fatalf("slicebytetostring(%q) = %q", text, got)
		}
		if got := string(stringtoslicebyte(text)); got != text {
			t.Fatalf("stringtoslicebyte(%q) = %q", text, got)
		}
		into := make([]byte, 150)
		if got := slicecopystring(into, text); string(into[:got]) != text[:got] || got != min(n, 150) {
			t.Fatalf("slicecopystring(%q) = %d", text, got)
		}
		runes := []rune(text)
		if got := stringtoslicerune(text); string(got) != string(runes) || len(got) != utf8.RuneCountInString(text) {
			t.Fatalf("stringtoslicerune(%q) = %v", text, got)
		}
		if got := slicerunetostring(runes); got != string(runes) {
			t.Fatalf("slicerunetostring(%v) = %q", runes, got)
		}
	}
}

// TestLimits has the run-time panics of make and append.
func TestLimits(t *testing.T) {
	check := func(want string, f func()) {
		t.Helper()
		defer func() {
			if got := recover(); got != (errorString{want}) {
				t.Errorf("got %v, want %v", got, want)
			}
		}()
		f()
	}
	const length, capacity = "makeslice: len out of range", "makeslice: cap out of range"
	check(length, func() { makeslice[int](-1, -1) })
	check(length, func() { makeslice[int](1<<46, 1<<46) })
	check(capacity, func() { makeslice[int](0, 1<<46) })
	check(capacity, func() { makeslice[int](2, 1) })
	const grow = "growslice: len out of range"
	check(grow, func() { growcap[int](-1<<63, 1<<62) })
	check(grow, func() { growcap[int](1<<46, 1<<45) })
	if got := growcap[struct{}](1<<62, 1<<61); got != 1<<62 {
		t.Errorf("empty elements: cap %d", got)
	}
}

// TestGrowthBefore118 has the rule of Go 1.17, worked out by hand: double below
// 1024, a quarter more from there, then the size class (848 ints twice are 13568
// bytes, which is one; 1280 and a quarter are 12800, the next class is 13568).
func TestGrowthBefore118(t *testing.T) {
	defer func(v int) { version = v }(version)
	version = 17
	for _, c := range [][3]int{{1, 2, 2}, {255, 256, 512}, {256, 257, 512}, {512, 513, 1024}, {848, 849, 1696}, {1024, 1025, 1280}, {1280, 1281, 1696}} {
		if got := growcap[int](c[1], c[0]); got != c[2] {
			t.Errorf("from %d to %d: cap %d, want %d", c[0], c[1], got, c[2])
		}
	}
}
