//go:build go1.23

package time

// drain takes a time out of the channel that nobody has received: since Go 1.23
// none is left behind by Stop and Reset. It reports whether there was one.
func (a *alarm) drain() bool {
	select {
	case <-a.c:
		return true
	default:
		return false
	}
}
