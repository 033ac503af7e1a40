// Package crc32: cyclic redundancy checks of 32 bits, one byte at a time.
//
// A checksum is the remainder of the text, as a polynomial over two elements,
// divided by the polynomial of the table; bits are taken lowest first, and the
// register is inverted before and after.
package crc32

import "hash"

// Size is a checksum's number of bytes.
const Size = 4

// Polynomials, lowest bit for the highest power.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// Table has the remainder of each byte.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = MakeTable(IEEE)

// MakeTable is the table of a polynomial.
func MakeTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		rest := uint32(i)
		for bit := 0; bit < 8; bit++ {
			odd := rest & 1
			rest >>= 1
			if odd == 1 {
				rest ^= poly
			}
		}
		t[i] = rest
	}
	return t
}

// Update is the checksum of what crc is the checksum of, followed by p.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	crc = ^crc
	for _, b := range p {
		crc = tab[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }
func ChecksumIEEE(data []byte) uint32         { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New is a hash of a table's polynomial; NewIEEE, of IEEE.
func New(tab *Table) hash.Hash32 { return &digest{tab: tab} }
func NewIEEE() hash.Hash32       { return New(IEEETable) }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum32() uint32  { return d.crc }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }

func (d *digest) Sum(b []byte) []byte {
	s := d.crc
	return append(b, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}
