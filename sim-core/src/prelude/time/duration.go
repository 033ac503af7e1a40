package time

import "errors"

// Duration is a time span in nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

func durationString(d int64) string
func parseDuration(s string) (d int64, code int, unit string)

func (d Duration) String() string      { return durationString(int64(d)) }
func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }
func (d Duration) Seconds() float64    { return inUnit(d, Second) }
func (d Duration) Minutes() float64    { return inUnit(d, Minute) }
func (d Duration) Hours() float64      { return inUnit(d, Hour) }

// inUnit keeps the whole part exact.
func inUnit(d, unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Truncate rounds d toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r+r < m {
			return d + r
		}
		if down := d - m + r; down < d {
			return down
		}
		return minDuration
	}
	if r+r < m {
		return d - r
	}
	if up := d + m - r; up > d {
		return up
	}
	return maxDuration
}

// What parseDuration says.
const (
	durationOK = iota
	durationInvalid
	durationMissingUnit
	durationUnknownUnit
)

func ParseDuration(s string) (Duration, error) {
	d, code, unit := parseDuration(s)
	switch code {
	case durationInvalid:
		return 0, errors.New("time: invalid duration " + quote(s))
	case durationMissingUnit:
		return 0, errors.New("time: missing unit in duration " + quote(s))
	case durationUnknownUnit:
		return 0, errors.New("time: unknown unit " + quote(unit) + " in duration " + quote(s))
	}
	return Duration(d), nil
}

// quote puts s between quotes; what is not plain ASCII is written in hexadecimal.
func quote(s string) string {
	const hex = "0123456789abcdef"
	out := `"`
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 || c < ' ' {
			out += `\x` + hex[c>>4:c>>4+1] + hex[c&15:c&15+1]
			continue
		}
		if c == '"' || c == '\\' {
			out += `\`
		}
		out += s[i : i+1]
	}
	return out + `"`
}
