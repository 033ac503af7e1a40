//go:build go1.22

package rand

import (
	"errors"
	"math/bits"
)

// ChaCha8 is the generator of the C2SP specification chacha8rand: a seed stands for
// 128 words, of which the last four are the next seed.
type ChaCha8 struct {
	seed [4]uint64
	used int // words of the seed that have been given out

	left  uint64 // of a word that Read has begun, lowest byte first
	bytes int    // how many
}

// chacha8 is word i of the 128.
func chacha8(seed0, seed1, seed2, seed3 uint64, i int) uint64

func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{}
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(word(seed[8*i:]))
	}
}

func (c *ChaCha8) at(i int) uint64 {
	return chacha8(c.seed[0], c.seed[1], c.seed[2], c.seed[3], i)
}

func (c *ChaCha8) Uint64() uint64 {
	if c.used == 124 {
		c.seed = [4]uint64{c.at(124), c.at(125), c.at(126), c.at(127)}
		c.used = 0
	}
	c.used++
	return c.at(c.used - 1)
}

func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.appendBinary(nil), nil }

// appendBinary writes what Read has left over, if anything, and the state.
func (c *ChaCha8) appendBinary(b []byte) []byte {
	if c.bytes > 0 {
		b = append(append(b, "readbuf:"...), byte(c.bytes))
		for i := 0; i < c.bytes; i++ {
			b = append(b, byte(c.left>>(8*i)))
		}
	}
	b = appendWord(append(b, "chacha8:"...), uint64(c.used))
	for _, w := range c.seed {
		b = appendWord(b, bits.ReverseBytes64(w))
	}
	return b
}

func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || len(data) < 1+int(data[0]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		n := int(data[0])
		c.left, c.bytes = 0, n
		for i := n; i > 0; i-- {
			c.left = c.left<<8 | uint64(data[i])
		}
		data = data[1+n:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" || word(data[8:]) > 124 {
		return errors.New("invalid ChaCha8 encoding")
	}
	c.used = int(word(data[8:]))
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(word(data[16+8*i:]))
	}
	return nil
}
