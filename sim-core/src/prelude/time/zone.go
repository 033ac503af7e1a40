package time

import "errors"

// Time zones. A zone here has one offset all the year round: there is no database of
// those that have more.

// Location is a time zone.
type Location struct {
	name   string
	short  string // as times are shown with it
	offset int    // seconds east of UTC
}

var (
	utc   = Location{"UTC", "UTC", 0}
	local = Location{"Local", "UTC", 0}
)

var UTC = &utc
var Local = &local

// get is l, or UTC for nil.
func (l *Location) get() *Location {
	if l == nil {
		return &utc
	}
	return l
}

// inTime is how a Time refers to l.
func (l *Location) inTime() *Location {
	if l == &utc {
		return nil
	}
	return l
}

func (l *Location) String() string { return l.get().name }

func FixedZone(name string, offset int) *Location { return &Location{name, name, offset} }

// LoadLocation knows UTC and the local zone.
func LoadLocation(name string) (*Location, error) {
	switch {
	case name == "" || name == "UTC":
		return UTC, nil
	case name == "Local":
		return Local, nil
	case name[0] == '/' || name[0] == '\\' || hasDots(name):
		return nil, errors.New("time: invalid location name")
	}
	return nil, errors.New("unknown time zone " + name)
}

func hasDots(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i-1:i+1] == ".." {
			return true
		}
	}
	return false
}

func (t Time) Location() *Location { return t.zone.get() }
func (t Time) IsDST() bool         { return false }

func (t Time) Zone() (name string, offset int) {
	l := t.zone.get()
	return l.short, l.offset
}

// wall is the second that a clock in t's zone shows.
func (t Time) wall() int64 { return t.sec + int64(t.zone.get().offset) }

func (t Time) UTC() Time   { return Time{t.sec, t.nsec, 0, nil} }
func (t Time) Local() Time { return Time{t.sec, t.nsec, 0, &local} }

func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	return Time{t.sec, t.nsec, 0, loc.inTime()}
}

// ISOWeek is the week that the Thursday of t's week lies in, and its year.
func (t Time) ISOWeek() (year, week int) {
	thursday := t.AddDate(0, 0, 3-(int(t.Weekday())+6)%7)
	return thursday.Year(), (thursday.YearDay()-1)/7 + 1
}

func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	text := "time.Date(" + number(year) + ", "
	if month < January || month > December {
		text += number(int(month))
	} else {
		text += "time." + month.String()
	}
	for _, n := range []int{day, hour, min, sec, t.Nanosecond()} {
		text += ", " + number(n)
	}
	switch t.zone {
	case nil:
		return text + ", time.UTC)"
	case &local:
		return text + ", time.Local)"
	}
	return text + ", time.Location(" + quote(t.zone.name) + "))"
}
