//go:build !go1.23

package time

// drain leaves a time that has been sent in the channel.
func (a *alarm) drain() bool { return false }
