package sort

// Parts of both unstable sorts, and the stable one.

func insertionSort(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heapSort(data Interface, a, b int) {
	n := b - a
	for root := (n - 1) / 2; root >= 0; root-- {
		siftDown(data, a, root, n)
	}
	for last := n - 1; last >= 0; last-- {
		data.Swap(a, a+last)
		siftDown(data, a, 0, last)
	}
}

// siftDown moves the element at root down the heap of n elements at a until none
// of its children is larger.
func siftDown(data Interface, a, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(a+child, a+child+1) {
			child++
		}
		if !data.Less(a+root, a+child) {
			return
		}
		data.Swap(a+root, a+child)
		root = child
	}
}

// stable sorts blocks of 20 by insertion and merges them, in place, by SymMerge
// (Pok-Son Kim and Arne Kutzner, Stable Minimum Storage Merging by Symmetric
// Comparisons).
func stable(data Interface, n int) {
	const block = 20
	for a := 0; a < n; a += block {
		insertionSort(data, a, smaller(a+block, n))
	}
	for size := block; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			merge(data, a, a+size, smaller(a+2*size, n))
		}
	}
}

func smaller(a, b int) int {
	if a < b {
		return a
	}
	return b
}

// merge merges the sorted ranges from a to m and from m to b.
func merge(data Interface, a, m, b int) {
	if m-a == 1 {
		// One element, to be put before the first that is not smaller.
		end := firstFrom(m, b, func(i int) bool { return !data.Less(i, a) })
		for k := a; k < end-1; k++ {
			data.Swap(k, k+1)
		}
		return
	}
	if b-m == 1 {
		// One element, to be put before the first that is larger.
		start := firstFrom(a, m, func(i int) bool { return data.Less(m, i) })
		for k := m; k > start; k-- {
			data.Swap(k, k-1)
		}
		return
	}
	// Find how much of each range belongs to the other half, symmetrically around
	// the middle; exchange it by a rotation; merge the halves.
	mid := int(uint(a+b) / 2)
	sum := mid + m
	lo, hi := a, m
	if m > mid {
		lo, hi = sum-b, mid
	}
	start := firstFrom(lo, hi, func(i int) bool { return data.Less(sum-1-i, i) })
	end := sum - start
	if start < m && m < end {
		rotate(data, start, m, end)
	}
	if a < start && start < mid {
		merge(data, a, start, mid)
	}
	if mid < end && end < b {
		merge(data, mid, end, b)
	}
}

// firstFrom is the smallest i from lo to hi for which f is true, hi if none.
func firstFrom(lo, hi int, f func(int) bool) int {
	return lo + Search(hi-lo, func(i int) bool { return f(lo + i) })
}

// rotate exchanges the ranges from a to m and from m to b.
func rotate(data Interface, a, m, b int) {
	left, right := m-a, b-m
	for left != right {
		if left > right {
			swapRange(data, m-left, m, right)
			left -= right
		} else {
			swapRange(data, m-left, m+right-left, left)
			right -= left
		}
	}
	swapRange(data, m-left, m, left)
}

func swapRange(data Interface, a, b, n int) {
	for i := 0; i < n; i++ {
		data.Swap(a+i, b+i)
	}
}
