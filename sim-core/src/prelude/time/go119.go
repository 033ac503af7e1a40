//go:build go1.19

package time

// Abs is there since Go 1.19.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// ZoneBounds says between which moments t's zone is in effect: all. Since Go 1.19.
func (t Time) ZoneBounds() (start, end Time) { return }
