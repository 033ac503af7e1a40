//go:build go1.19

package sort

import "math/bits"

// Pattern-defeating quicksort, after Orson Peters.
//
// Which elements are compared and swapped follows Go's version in every detail,
// for the order of equal elements depends on it. In short: ranges of up to 12 are
// sorted by insertion. For others a pivot is chosen as the median of samples, and
// the swaps that took tell whether the range looks ascending (try to finish it by a
// few insertions) or descending (reverse it first). A partition that left one side
// smaller than an eighth is bad: the next round first shuffles three elements, and
// after as many bad rounds as the length has bits the rest is heap-sorted.

func unstable(data Interface, n int) {
	pdq(data, 0, n, bits.Len(uint(n)))
}

// pdq sorts the range from a to b; badAllowed is the number of bad partitions left.
func pdq(data Interface, a, b, badAllowed int) {
	balanced, partitioned := true, true
	for b-a > 12 {
		if badAllowed == 0 {
			heapSort(data, a, b)
			return
		}
		if !balanced {
			shuffle(data, a, b)
			badAllowed--
		}
		pivot, trend := choosePivot(data, a, b)
		if trend == descending {
			reverseRange(data, a, b)
			pivot = b - 1 - (pivot - a)
			trend = ascending
		}
		if balanced && partitioned && trend == ascending && almostSorted(data, a, b) {
			return
		}
		// Nothing in the range is smaller than what stands before it. If the pivot
		// is not larger than that, its equals can be put aside.
		if a > 0 && !data.Less(a-1, pivot) {
			a = splitEqual(data, a, b, pivot)
			continue
		}
		length := b - a
		var mid int
		mid, partitioned = split(data, a, b, pivot)
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= length/8
			pdq(data, a, mid, badAllowed)
			a = mid + 1
		} else {
			balanced = right >= length/8
			pdq(data, mid+1, b, badAllowed)
			b = mid
		}
	}
	insertionSort(data, a, b)
}

// split puts what is smaller than the pivot before it and the rest behind, and
// says where the pivot is and whether it was so already.
func split(data Interface, a, b, pivot int) (mid int, already bool) {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			data.Swap(j, a)
			return j, already
		}
		already = false
		data.Swap(i, j)
		i++
		j--
	}
}

// splitEqual puts what equals the pivot first, and says where the larger ones
// begin.
func splitEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// almostSorted tries to sort the range by moving at most five elements, and none
// in a short one. It says whether it is sorted.
func almostSorted(data Interface, a, b int) bool {
	i := a + 1
	for tries := 0; tries < 5; tries++ {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			for k := i - 1; k >= 1 && data.Less(k, k-1); k-- {
				data.Swap(k, k-1)
			}
		}
		if b-i >= 2 {
			for k := i + 1; k < b && data.Less(k, k-1); k++ {
				data.Swap(k, k-1)
			}
		}
	}
	return false
}

// shuffle swaps three elements in the middle with others, chosen by a generator
// (Marsaglia's xorshift) that starts from the length.
func shuffle(data Interface, a, b int) {
	length := b - a
	if length < 8 {
		return
	}
	random := uint64(length)
	mask := uint(1)<<bits.Len(uint(length)) - 1
	first := a + length/4*2 - 1
	for i := first; i <= first+2; i++ {
		random = xorshift(random)
		other := int(uint(random) & mask)
		if other >= length {
			other -= length
		}
		data.Swap(i, a+other)
	}
}

// What the samples of choosePivot look like.
const (
	anyhow = iota
	ascending
	descending
)

// choosePivot is the median of three samples, each the median of three neighbours
// in ranges from 50 on.
func choosePivot(data Interface, a, b int) (pivot, trend int) {
	quarter := (b - a) / 4
	x, y, z := a+quarter, a+2*quarter, a+3*quarter
	swaps, n := 0, 0
	if b-a >= 8 {
		if b-a >= 50 {
			x, n = median(data, x-1, x, x+1)
			swaps += n
			y, n = median(data, y-1, y, y+1)
			swaps += n
			z, n = median(data, z-1, z, z+1)
			swaps += n
		}
		y, n = median(data, x, y, z)
		swaps += n
	}
	switch swaps {
	case 0:
		return y, ascending
	case 12:
		return y, descending
	}
	return y, anyhow
}

// median is the index of the middle one of three elements, found by comparing
// first and second, second and third, first and second again; n counts those that
// were out of order.
func median(data Interface, a, b, c int) (m, n int) {
	if data.Less(b, a) {
		a, b = b, a
		n++
	}
	if data.Less(c, b) {
		b = c
		n++
	}
	if data.Less(b, a) {
		b = a
		n++
	}
	return b, n
}

func reverseRange(data Interface, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data.Swap(i, j)
	}
}
