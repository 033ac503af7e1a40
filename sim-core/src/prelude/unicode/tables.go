package unicode

// Tables of runes. Those of this package are made from the natives' data when a
// program mentions them, and asking whether a rune is in one is a native's work.

// RangeTable is a set of runes. R16 and R32 are sorted; LatinOffset is how many of
// R16 end below MaxLatin1.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
	set         string // the name of a table of this package
}

// Range16 is every Stride-th rune from Lo to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is the same for runes that need more than 16 bits.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// rangesOf is the ranges of a set, packed; rangeAt unpacks the i-th. inSet reports
// whether r is in a set.
func rangesOf(set string) (packed string, n, narrow, latin int)
func rangeAt(packed string, i int) (lo, hi, stride uint32)
func inSet(set string, r rune) bool

func table(set string) *RangeTable {
	packed, n, narrow, latin := rangesOf(set)
	t := &RangeTable{
		R16: make([]Range16, narrow), R32: make([]Range32, n-narrow),
		LatinOffset: latin, set: set,
	}
	for i := 0; i < n; i++ {
		lo, hi, stride := rangeAt(packed, i)
		if i < narrow {
			t.R16[i] = Range16{uint16(lo), uint16(hi), uint16(stride)}
		} else {
			t.R32[i-narrow] = Range32{lo, hi, stride}
		}
	}
	return t
}

func Is(rangeTab *RangeTable, r rune) bool {
	if set := rangeTab.set; set != "" {
		return inSet(set, r)
	}
	for _, a := range rangeTab.R16 {
		if uint32(r) <= uint32(a.Hi) {
			return uint32(r) >= uint32(a.Lo) && (a.Stride <= 1 || (uint32(r)-uint32(a.Lo))%uint32(a.Stride) == 0)
		}
	}
	for _, a := range rangeTab.R32 {
		if uint32(r) <= a.Hi {
			return uint32(r) >= a.Lo && (a.Stride <= 1 || (uint32(r)-a.Lo)%a.Stride == 0)
		}
	}
	return false
}

func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}
