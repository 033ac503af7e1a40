//go:build go1.23

package rand

// Read fills p, with eight bytes of each word, and never fails. Since
// Go 1.23.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for i := range p {
		if c.bytes == 0 {
			c.left, c.bytes = c.Uint64(), 8
		}
		p[i] = byte(c.left)
		c.left >>= 8
		c.bytes--
	}
	return len(p), nil
}
