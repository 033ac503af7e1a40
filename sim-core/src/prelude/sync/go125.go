//go:build go1.25

package sync

// Go runs f in a new goroutine that wg waits for. Since Go 1.25.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}
