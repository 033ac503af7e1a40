//go:build go1.19

package debug

var memoryLimit int64 = 1<<63 - 1

// SetMemoryLimit only asks if limit is negative. Since Go 1.19.
func SetMemoryLimit(limit int64) int64 {
	old := memoryLimit
	if limit >= 0 {
		memoryLimit = limit
	}
	return old
}
