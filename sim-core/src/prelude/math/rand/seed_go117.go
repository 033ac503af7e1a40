//go:build !go1.24

package rand

import "sync/atomic"

// Seed makes the top-level functions draw from a Source of their own.
func Seed(seed int64) {
	lock.Lock()
	defer lock.Unlock()
	global = New(NewSource(seed))
	atomic.StoreUint32(&seeded, 1)
}
