//go:build go1.27

package synctest

import "time"

// Sleep sleeps and then waits. Since Go 1.27.
func Sleep(d time.Duration) {
	time.Sleep(d)
	Wait()
}
