//go:build !go1.19

package sort

// Quicksort as Go had it up to 1.18: pivot by median of three, or of three medians
// in long ranges; elements equal to the pivot in the middle; ranges of up to 12 by
// one Shell pass and insertion; heapsort where the recursion gets too deep.

func unstable(data Interface, n int) {
	depth := 0
	for i := n; i > 0; i >>= 1 {
		depth++
	}
	quick(data, 0, n, 2*depth)
}

func quick(data Interface, a, b, depth int) {
	for b-a > 12 {
		if depth == 0 {
			heapSort(data, a, b)
			return
		}
		depth--
		lo, hi := pivotRange(data, a, b)
		if lo-a < b-hi {
			quick(data, a, lo, depth)
			a = hi
		} else {
			quick(data, hi, b, depth)
			b = lo
		}
	}
	if b-a > 1 {
		for i := a + 6; i < b; i++ {
			if data.Less(i, i-6) {
				data.Swap(i, i-6)
			}
		}
		insertionSort(data, a, b)
	}
}

// medianToMiddle orders three elements so that the median is at mid.
func medianToMiddle(data Interface, mid, x, y int) {
	if data.Less(mid, x) {
		data.Swap(mid, x)
	}
	if data.Less(y, mid) {
		data.Swap(y, mid)
		if data.Less(mid, x) {
			data.Swap(mid, x)
		}
	}
}

// pivotRange partitions the range: smaller elements before lo, larger ones from hi
// on, equal ones between.
func pivotRange(data Interface, first, end int) (lo, hi int) {
	m := int(uint(first+end) / 2)
	if end-first > 40 {
		s := (end - first) / 8
		medianToMiddle(data, first, first+s, first+2*s)
		medianToMiddle(data, m, m-s, m+s)
		medianToMiddle(data, end-1, end-1-s, end-1-2*s)
	}
	medianToMiddle(data, first, m, end-1)

	// first holds the pivot; [first+1, a) is smaller, [a, b) not larger, [c, end)
	// larger.
	a, c := first+1, end-1
	for a < c && data.Less(a, first) {
		a++
	}
	b := a
	for {
		for b < c && !data.Less(first, b) {
			b++
		}
		for b < c && data.Less(first, c-1) {
			c--
		}
		if b >= c {
			break
		}
		data.Swap(b, c-1)
		b++
		c--
	}
	b, c = gatherEqual(data, first, end, m, a, b, c)
	data.Swap(first, b-1)
	return b - 1, c
}

// gatherEqual looks for equals of the pivot where the sides are uneven, and if
// there are some brings all of them next to it.
func gatherEqual(data Interface, first, end, m, a, b, c int) (int, int) {
	gather := end-c < 5
	if !gather && end-c < (end-first)/4 {
		equals := 0
		if !data.Less(first, end-1) {
			data.Swap(c, end-1)
			c++
			equals++
		}
		if !data.Less(b-1, first) {
			b--
			equals++
		}
		if !data.Less(m, first) {
			data.Swap(m, b-1)
			b--
			equals++
		}
		gather = equals > 1
	}
	for gather {
		for a < b && !data.Less(b-1, first) {
			b--
		}
		for a < b && data.Less(a, first) {
			a++
		}
		if a >= b {
			break
		}
		data.Swap(a, b-1)
		a++
		b--
	}
	return b, c
}
