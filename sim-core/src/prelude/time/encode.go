package time

import "errors"

// The forms in which a time is stored.

// text is t in RFC 3339's form, which holds four digits of a year and offsets of less
// than a day.
func (t Time) text(caller string) ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, errors.New(caller + "year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -86400 || offset >= 86400 {
		return nil, errors.New(caller + "timezone hour outside of range [0,23]")
	}
	return []byte(t.Format(RFC3339Nano)), nil
}

func (t Time) MarshalText() ([]byte, error) { return t.text("Time.MarshalText: ") }

func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.text("Time.MarshalJSON: ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte{'"'}, b...), '"'), nil
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

// appendBinary writes a version, seconds, nanoseconds and the zone's minutes, -1 for
// UTC; version 2 also has the offset's seconds.
func (t Time) appendBinary(b []byte, caller string) ([]byte, error) {
	minutes, seconds := -1, 0
	if t.zone != nil {
		minutes, seconds = t.zone.offset/60, t.zone.offset%60
		if minutes < -32768 || minutes == -1 || minutes > 32767 {
			return b, errors.New(caller + "unexpected zone offset")
		}
	}
	version := byte(1)
	if seconds != 0 {
		version = 2
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == 2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.appendBinary(nil, "Time.MarshalBinary: ")
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

func (t *Time) UnmarshalBinary(data []byte) error {
	switch {
	case len(data) == 0:
		return errors.New("Time.UnmarshalBinary: no data")
	case data[0] != 1 && data[0] != 2:
		return errors.New("Time.UnmarshalBinary: unsupported version")
	case len(data) != 14+int(data[0]):
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	sec, nsec := int64(0), int64(0)
	for _, c := range data[1:9] {
		sec = sec<<8 | int64(c)
	}
	for _, c := range data[9:13] {
		nsec = nsec<<8 | int64(c)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if data[0] == 2 {
		offset += int(int8(data[15]))
	}
	*t = Time{sec: sec, nsec: nsec}
	switch offset {
	case -60:
	case local.offset:
		t.zone = &local
	default:
		t.zone = FixedZone("", offset)
	}
	return nil
}

func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
