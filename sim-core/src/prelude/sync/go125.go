//go:build go1.25

package sync

// Go runs f in a new goroutine that wg waits for. Since Go 1.25. When f panics the
// counter stays as it is, so that nobody who waits can end the program before the
// panic does.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if cause := recover(); cause != nil {
				panic(cause)
			}
			wg.Done()
		}()
		f()
	}()
}
