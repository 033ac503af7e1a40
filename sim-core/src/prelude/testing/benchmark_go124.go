//go:build go1.24

package testing

// Loop is true once. Since Go 1.24.
func (b *B) Loop() bool {
	b.loops++
	return b.loops == 1
}
