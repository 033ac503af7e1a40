package time

// The calendar.

type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

// civil is the date of a second; daysBefore the number of days before a month.
func civil(sec int64) (year, month, day, yday, weekday int)
func daysBefore(year, month int) int
func formatTime(sec, nsec int64, offset int, zone, layout string) string

func (m Month) String() string {
	if m < January || m > December {
		return "%!Month(" + number(int(m)) + ")"
	}
	return formatTime(int64(daysBefore(1, int(m)))*86400, 0, 0, "", "January")
}

func (d Weekday) String() string {
	if d < Sunday || d > Saturday {
		return "%!Weekday(" + number(int(d)) + ")"
	}
	return formatTime(int64(d+6)*86400, 0, 0, "", "Monday")
}

// number is i in decimal.
func number(i int) string {
	if i < 0 {
		return "-" + number(-i)
	}
	digit := "0123456789"[i%10 : i%10+1]
	if i < 10 {
		return digit
	}
	return number(i/10) + digit
}

// Date is the moment of a date, whose parts may be out of their ranges.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	days := daysBefore(year, int(month)) + day - 1
	all := ((int64(days)*24+int64(hour))*60+int64(min))*60 + int64(sec)
	return moment(all-int64(loc.get().offset), int64(nsec), loc.inTime())
}

func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}

func (t Time) Date() (year int, month Month, day int) {
	y, m, d, _, _ := civil(t.wall())
	return y, Month(m), d
}

func (t Time) Clock() (hour, min, sec int) {
	s := int((t.wall()%86400 + 86400) % 86400)
	return s / 3600, s / 60 % 60, s % 60
}

func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

func (t Time) YearDay() int {
	_, _, _, yday, _ := civil(t.wall())
	return yday
}

func (t Time) Weekday() Weekday {
	_, _, _, _, weekday := civil(t.wall())
	return Weekday(weekday)
}

func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

func (t Time) Format(layout string) string {
	name, offset := t.Zone()
	return formatTime(t.wall(), t.nsec, offset, name, layout)
}

func (t Time) AppendFormat(b []byte, layout string) []byte {
	return append(b, t.Format(layout)...)
}

// String also tells the clock's reading, if there is one.
func (t Time) String() string {
	text := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono == 0 {
		return text
	}
	clock, sign := t.mono-1, "+"
	if clock < 0 {
		clock, sign = -clock, "-"
	}
	return text + " m=" + sign + number(int(clock/1e9)) + formatTime(0, clock%1e9, 0, "", ".000000000")
}
