//go:build go1.18

package sync

// Locking only if that needs no waiting. Since Go 1.18.

func (m *Mutex) TryLock() bool     // SyncOp::MutexTryLock
func (rw *RWMutex) TryLock() bool  // SyncOp::RwTryLock
func (rw *RWMutex) TryRLock() bool // SyncOp::RwTryRLock
