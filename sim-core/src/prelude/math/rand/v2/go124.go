//go:build go1.24

package rand

// Since Go 1.24.

func (p *PCG) AppendBinary(b []byte) ([]byte, error)     { return p.appendBinary(b), nil }
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) { return c.appendBinary(b), nil }
