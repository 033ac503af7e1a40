package time

// Parsing: a layout is the reference moment, written as the text to be read is.
//
// Layout and text are walked side by side. What the layout holds between its
// elements must stand in the text as it is, blanks apart.

// ParseError says where a text does not fit its layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message != "" {
		return "parsing time " + quote(e.Value) + e.Message
	}
	return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) +
		": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// elements are what a layout may hold, longer ones before those they begin with.
var elements = []string{
	"January", "Jan", "Monday", "Mon", "MST", "2006", "002", "_2006", "_2", "__2", "06", "01", "02", "03", "04", "05",
	"15", "PM", "pm", "Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07", "-070000", "-07:00:00", "-0700", "-07:00", "-07",
	"1", "2", "3", "4", "5",
}

// nextElement is the first element in layout and what stands around it. The one
// for fractions is a point or comma with zeros or nines.
func nextElement(layout string) (before, element, after string) {
	for i := 0; i < len(layout); i++ {
		if n := fractionDigits(layout[i:]); n > 0 {
			return layout[:i], layout[i : i+1+n], layout[i+1+n:]
		}
		for _, e := range elements {
			if len(layout)-i < len(e) || layout[i:i+len(e)] != e {
				continue
			}
			if e == "Jan" && len(layout) > i+3 && isLower(layout[i+3]) || e == "Mon" && len(layout) > i+3 && isLower(layout[i+3]) {
				continue // the beginning of another word
			}
			if e == "_2006" {
				return layout[:i+1], "2006", layout[i+5:]
			}
			return layout[:i], e, layout[i+len(e):]
		}
	}
	return layout, "", ""
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// fractionDigits is how many digits a fraction in a layout has; 0 if none begins
// here.
func fractionDigits(s string) int {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || s[1] != '0' && s[1] != '9' {
		return 0
	}
	n := 1
	for 1+n < len(s) && s[1+n] == s[1] {
		n++
	}
	if 1+n < len(s) && isDigit(s[1+n]) {
		return 0
	}
	return n
}

// parser is a parse under way: what is left of the text, and what has been found.
type parser struct {
	rest                                         string
	year, month, day, hour, min, sec, nsec, yday int
	afternoon, morning                           bool
	zone                                         *Location
	zoneName                                     string
	offset                                       int // seconds east of UTC, unless -1
	outside                                      string
}

// digits takes a number of least to most digits.
func (p *parser) digits(least, most int) (v int, ok bool) {
	n := 0
	for n < most && n < len(p.rest) && isDigit(p.rest[n]) {
		v = 10*v + int(p.rest[n]-'0')
		n++
	}
	if n < least {
		return 0, false
	}
	p.rest = p.rest[n:]
	return v, true
}

// word takes one of the names, or its first letters; case does not matter.
func (p *parser) word(letters int, name func(i int) string, n int) (at int, ok bool) {
	for i := 0; i < n; i++ {
		word := name(i)
		if letters > 0 {
			word = word[:letters]
		}
		if len(p.rest) >= len(word) && fold(p.rest[:len(word)]) == fold(word) {
			p.rest = p.rest[len(word):]
			return i, true
		}
	}
	return 0, false
}

func fold(s string) string {
	folded := ""
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		folded += string(rune(c))
	}
	return folded
}

func monthName(i int) string { return Month(i + 1).String() }
func dayName(i int) string   { return Weekday(i).String() }

// field takes a number into *to, which must lie from low to high.
func (p *parser) field(to *int, least, low, high int, name string) bool {
	v, ok := p.digits(least, 2)
	if ok && (v < low || v > high) {
		p.outside = name
	}
	*to = v
	return ok
}

// element takes what an element of the layout stands for.
func (p *parser) element(e, after string) (ok bool) {
	switch e {
	case "2006":
		p.year, ok = p.digits(4, 4)
	case "06":
		p.year, ok = p.digits(2, 2)
		p.year += 1900
		if p.year < 1969 {
			p.year += 100
		}
	case "Jan":
		p.month, ok = p.word(3, monthName, 12)
		p.month++
	case "January":
		p.month, ok = p.word(0, monthName, 12)
		p.month++
	case "Mon":
		_, ok = p.word(3, dayName, 7)
	case "Monday":
		_, ok = p.word(0, dayName, 7)
	case "01":
		ok = p.field(&p.month, 2, 1, 12, "month")
	case "1":
		ok = p.field(&p.month, 1, 1, 12, "month")
	case "_2":
		if len(p.rest) > 0 && p.rest[0] == ' ' {
			p.rest = p.rest[1:]
		}
		ok = p.field(&p.day, 1, 0, 99, "day")
	case "2":
		ok = p.field(&p.day, 1, 0, 99, "day")
	case "02":
		ok = p.field(&p.day, 2, 0, 99, "day")
	case "002":
		p.yday, ok = p.digits(3, 3)
	case "15":
		ok = p.field(&p.hour, 1, 0, 23, "hour")
	case "03":
		ok = p.field(&p.hour, 2, 0, 12, "hour")
	case "3":
		ok = p.field(&p.hour, 1, 0, 12, "hour")
	case "04":
		ok = p.field(&p.min, 2, 0, 59, "minute")
	case "4":
		ok = p.field(&p.min, 1, 0, 59, "minute")
	case "05", "5":
		ok = p.field(&p.sec, len(e), 0, 59, "second")
		// A fraction may follow although the layout has none.
		if ok && fractionDigits(after) == 0 && len(p.rest) > 1 && (p.rest[0] == '.' || p.rest[0] == ',') && isDigit(p.rest[1]) {
			ok = p.fraction(0)
		}
	case "PM", "pm":
		ok = len(p.rest) >= 2 && (p.rest[:2] == e || p.rest[:2] == "AM" && e == "PM" || p.rest[:2] == "am" && e == "pm")
		if ok {
			p.afternoon, p.morning = p.rest[:2] == e, p.rest[:2] != e
			p.rest = p.rest[2:]
		}
	case "__2":
		for i := 0; i < 2 && len(p.rest) > 0 && p.rest[0] == ' '; i++ {
			p.rest = p.rest[1:]
		}
		p.yday, ok = p.digits(1, 3)
	case "MST":
		ok = p.abbreviation()
	default:
		if e[0] == '.' || e[0] == ',' {
			return p.fraction(len(e) - 1)
		}
		ok = p.zoneOffset(e)
	}
	return ok
}

// fraction takes a point and digits: as many as said, or any number for 0.
func (p *parser) fraction(want int) bool {
	if len(p.rest) == 0 || p.rest[0] != '.' && p.rest[0] != ',' {
		return want == 0
	}
	n := 1
	for n < len(p.rest) && isDigit(p.rest[n]) && (want == 0 || n <= want) {
		n++
	}
	if want > 0 && n-1 != want {
		return false
	}
	scale := 100000000
	for _, c := range []byte(p.rest[1:n]) {
		p.nsec += int(c-'0') * scale
		scale /= 10
	}
	p.rest = p.rest[n:]
	return true
}

// abbreviation takes a zone's name as it is shown: UTC, capitals of which the last of
// four or five is a T, GMT and hours, or hours alone.
func (p *parser) abbreviation() bool {
	n := 0
	for n < len(p.rest) && n < 6 && 'A' <= p.rest[n] && p.rest[n] <= 'Z' {
		n++
	}
	starts := func(word string) bool {
		return len(p.rest) >= len(word) && p.rest[:len(word)] == word
	}
	switch {
	case starts("UTC"):
		p.zone = UTC
		p.rest = p.rest[3:]
		return true
	case starts("ChST") || starts("MeST"):
		n = 4
	case starts("GMT"):
		n = 3 + signedHours(p.rest[3:])
	case n == 0:
		if n = signedHours(p.rest); n == 0 || len(p.rest) < 3 {
			return false
		}
	case n < 3 || n > 5 || n == 5 && p.rest[4] != 'T' || n == 4 && p.rest[3] != 'T' && !starts("WITA"):
		return false
	}
	p.zoneName, p.rest = p.rest[:n], p.rest[n:]
	return true
}

// signedHours is the length of a sign and a number of hours at the beginning of s, 0
// if there is none.
func signedHours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, hours := 1, 0
	for n < len(s) && isDigit(s[n]) {
		if hours = 10*hours + int(s[n]-'0'); hours > 23 {
			return 0
		}
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

// zoneOffset takes an offset as long as e with as many colons, or Z where e begins
// with it.
func (p *parser) zoneOffset(e string) bool {
	if e[0] == 'Z' && len(p.rest) > 0 && p.rest[0] == 'Z' {
		p.zone = UTC
		p.rest = p.rest[1:]
		return true
	}
	if len(p.rest) < len(e) {
		return false
	}
	text := p.rest[:len(e)]
	p.rest = p.rest[len(e):]
	parts, n := [3]int{}, 0
	for i := 1; i < len(e); i++ {
		if e[i] == ':' {
			if text[i] != ':' {
				return false
			}
			continue
		}
		if !isDigit(text[i]) {
			return false
		}
		parts[n/2] = 10*parts[n/2] + int(text[i]-'0')
		n++
	}
	for i, most := range []int{24, 60, 60} {
		if parts[i] > most {
			p.outside = "time zone offset " + []string{"hour", "minute", "second"}[i]
		}
	}
	p.offset = 60*(60*parts[0]+parts[1]) + parts[2]
	if text[0] == '-' {
		p.offset = -p.offset
	}
	return text[0] == '+' || text[0] == '-'
}

// literal passes over what stands between two elements.
func (p *parser) literal(text string) bool {
	for len(text) > 0 {
		if text[0] == ' ' {
			if len(p.rest) > 0 && p.rest[0] != ' ' {
				return false
			}
			for len(text) > 0 && text[0] == ' ' {
				text = text[1:]
			}
			for len(p.rest) > 0 && p.rest[0] == ' ' {
				p.rest = p.rest[1:]
			}
			continue
		}
		if len(p.rest) == 0 || p.rest[0] != text[0] {
			return false
		}
		text, p.rest = text[1:], p.rest[1:]
	}
	return true
}

// Parse reads a time. Where neither it nor the layout has a zone it is UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation reads a time of zone loc, unless it says another.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// parse reads a time; near is the zone whose offsets and names are recognised.
func parse(layout, value string, otherwise, near *Location) (Time, error) {
	p := &parser{rest: value, year: 0, month: -1, day: -1, yday: -1, offset: -1}
	for left := layout; ; {
		before, element, after := nextElement(left)
		at := p.rest
		if !p.literal(before) {
			return Time{}, &ParseError{layout, value, before, at, ""}
		}
		if element == "" {
			break
		}
		at = p.rest
		if !p.element(element, after) {
			return Time{}, &ParseError{layout, value, element, at, ""}
		}
		if p.outside != "" {
			return Time{}, &ParseError{layout, value, element, value, ": " + p.outside + " out of range"}
		}
		left = after
	}
	if p.rest != "" {
		return Time{}, &ParseError{layout, value, "", p.rest, ": extra text: " + quote(p.rest)}
	}
	return p.moment(layout, value, otherwise, near)
}

// moment puts together what has been found.
func (p *parser) moment(layout, value string, otherwise, near *Location) (Time, error) {
	if p.afternoon && p.hour < 12 {
		p.hour += 12
	} else if p.morning && p.hour == 12 {
		p.hour = 0
	}
	outside := func(what string) (Time, error) {
		return Time{}, &ParseError{layout, value, "", value, ": " + what + " out of range"}
	}
	if p.yday >= 0 {
		t := Date(p.year, January, p.yday, 0, 0, 0, 0, UTC)
		if p.yday < 1 || t.Year() != p.year {
			return outside("day-of-year")
		}
		p.month, p.day = int(t.Month()), t.Day()
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	if day := Date(p.year, Month(p.month), p.day, 0, 0, 0, 0, UTC); p.day < 1 || int(day.Month()) != p.month {
		return outside("day")
	}
	at := func(zone *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, zone)
	}
	near = near.get()
	switch {
	case p.zone != nil:
		return at(p.zone), nil
	case p.offset != -1:
		if p.offset == near.offset && (p.zoneName == "" || p.zoneName == near.short) {
			return at(near), nil
		}
		return at(FixedZone(p.zoneName, p.offset)), nil
	case p.zoneName != "":
		if p.zoneName == near.short {
			return at(near), nil
		}
		return at(UTC).In(FixedZone(p.zoneName, hoursOfGMT(p.zoneName))), nil
	}
	return at(otherwise), nil
}

// hoursOfGMT is the offset that a name like GMT+3 stands for, 0 for other names.
func hoursOfGMT(name string) int {
	if len(name) <= 3 || name[:3] != "GMT" {
		return 0
	}
	hours := 0
	for _, c := range []byte(name[4:]) {
		hours = 10*hours + int(c-'0')
	}
	if name[3] == '-' {
		hours = -hours
	}
	return hours * 3600
}
