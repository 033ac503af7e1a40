package unicode

// Case mappings.

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a distance stands for runes that are upper and lower case in turn.
const UpperLower = MaxRune + 1

// CaseRange is a run of runes with equal distances to their other cases.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// caseRange is the i-th run, hi is 0 behind the last.
func caseRange(i int) (lo, hi uint32, upper, lower, title rune)

func caseRanges() (all []CaseRange) {
	for i := 0; ; i++ {
		lo, hi, upper, lower, title := caseRange(i)
		if hi == 0 {
			return all
		}
		all = append(all, CaseRange{lo, hi, d{upper, lower, title}})
	}
}

var CaseRanges = caseRanges()

// To maps to a case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// SimpleFold is the next larger rune that is equal but for case, or after the last
// the first.
func SimpleFold(r rune) rune

// SpecialCase is a language's own case mappings, which come before the others.
type SpecialCase []CaseRange

// to maps by the language's own ranges.
func (special SpecialCase) to(_case int, r rune) (mapped rune, known bool) {
	for _, run := range special {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			if delta := run.Delta[_case]; delta <= MaxRune {
				return r + delta, true
			}
			return rune(run.Lo) + ((r-rune(run.Lo))&^1 | rune(_case&1)), true
		}
	}
	return r, false
}

func (special SpecialCase) ToUpper(r rune) rune {
	if mapped, known := special.to(UpperCase, r); known {
		return mapped
	}
	return ToUpper(r)
}

func (special SpecialCase) ToTitle(r rune) rune {
	if mapped, known := special.to(TitleCase, r); known {
		return mapped
	}
	return ToTitle(r)
}

func (special SpecialCase) ToLower(r rune) rune {
	if mapped, known := special.to(LowerCase, r); known {
		return mapped
	}
	return ToLower(r)
}

// In Turkish and Azeri i has a dot in either case, and ı in neither.
var turkish = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

var (
	TurkishCase SpecialCase = turkish
	AzeriCase   SpecialCase = turkish
)
