package time

import "errors"

// What there is to say about zones and forms where UTC is the only zone.

func (t Time) Zone() (name string, offset int) { return "UTC", 0 }
func (t Time) IsDST() bool                     { return false }

// ISOWeek is the week that the Thursday of t's week lies in, and its year.
func (t Time) ISOWeek() (year, week int) {
	thursday := t.AddDate(0, 0, 3-(int(t.Weekday())+6)%7)
	return thursday.Year(), (thursday.YearDay()-1)/7 + 1
}

func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	text := "time.Date(" + number(year) + ", time." + month.String()
	for _, n := range []int{day, hour, min, sec, t.Nanosecond()} {
		text += ", " + number(n)
	}
	return text + ", time.UTC)"
}

func (t Time) MarshalText() ([]byte, error) { return []byte(t.Format(RFC3339Nano)), nil }
func (t Time) MarshalJSON() ([]byte, error) {
	return []byte("\"" + t.Format(RFC3339Nano) + "\""), nil
}

func (t *Time) UnmarshalText(data []byte) error {
	parsed, err := Parse(RFC3339, string(data))
	*t = parsed
	return err
}

func (t *Time) UnmarshalJSON(data []byte) error {
	text := string(data)
	if text == "null" {
		return nil
	}
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}
