package main

import (
	"fmt"
	"time"
)

func show(t time.Time, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	name, offset := t.Zone()
	fmt.Println(t, name, offset, t.Location(), t.UTC().Format(time.RFC3339Nano), t.Weekday(), t.YearDay())
}

func main() {
	east := time.FixedZone("EAST", 5*3600+1800)
	west := time.FixedZone("", -(3*3600 + 62))
	t := time.Date(2024, time.February, 29, 1, 2, 3, 400, east)
	show(t, nil)
	show(t.In(west), nil)
	show(t.UTC(), nil)
	show(t.Local(), nil)
	show(t.AddDate(1, 0, 0), nil)
	show(t.Add(23*time.Hour).Truncate(time.Hour), nil)
	fmt.Printf("%#v\n%#v\n%#v\n%v\n", t, t.UTC(), t.Local(), t.In(west))
	for _, layout := range []string{time.ANSIC, time.UnixDate, time.RFC822, time.RFC822Z, time.RFC1123Z, time.RFC3339, "-07 -0700 -07:00 -070000 -07:00:00 Z07 Z0700 Z07:00 Z070000 Z07:00:00 MST", time.Kitchen} {
		fmt.Println(t.Format(layout), "|", t.In(west).Format(layout), "|", t.UTC().Format(layout))
	}
	fmt.Println(t.Equal(t.UTC()), t == t.UTC(), t.UTC() == t.In(time.UTC), t.Unix(), t.Before(t.In(west)))
	for _, name := range []string{"", "UTC", "Local", "No/Where", "../etc", "/etc", "a\\b"} {
		l, err := time.LoadLocation(name)
		if err != nil {
			fmt.Println(name, err)
		} else {
			fmt.Println(name, l, l == time.UTC, l == time.Local)
		}
	}
	parse := [][2]string{
		{time.RFC3339, "2020-01-02T03:04:05+05:30"}, {time.RFC3339, "2020-01-02T03:04:05Z"}, {time.RFC3339, "2020-01-02T03:04:05+00:00"},
		{time.RFC3339, "2020-01-02T03:04:05-25:00"}, {time.RFC3339, "2020-01-02T03:04:05+05:61"}, {time.RFC3339, "2020-01-02T03:04:05*05:30"}, {time.RFC3339, "2020-01-02T03:04:05"},
		{time.RFC1123, "Mon, 02 Jan 2006 15:04:05 MST"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 UTC"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 GMT"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 GMT-3"},
		{time.RFC1123, "Mon, 02 Jan 2006 15:04:05 +03"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 Mst"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 CEST"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 ABCDE"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 ChST"},
		{time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 -0730"}, {time.RFC822Z, "02 Jan 06 15:04 +0100"}, {time.UnixDate, "Mon Jan  2 15:04:05 PST 2006"},
		{"2006-01-02 15:04:05 -07:00:00 MST", "2021-12-31 23:59:59 -01:02:03 XYZ"}, {"2006 -07", "2021 +11"}, {"2006 Z070000", "2021 -113015"}, {"2006 Z07", "2021 Z"}, {"2006 __2", "2021  45"}, {"2006 002", "2020 366"},
	}
	for _, p := range parse {
		show(time.Parse(p[0], p[1]))
	}
	show(time.ParseInLocation(time.DateTime, "2022-03-04 05:06:07", east))
	show(time.ParseInLocation(time.RFC3339, "2022-03-04T05:06:07+05:30", east))
	show(time.ParseInLocation(time.RFC3339, "2022-03-04T05:06:07Z", east))
	show(time.ParseInLocation(time.RFC1123, "Mon, 02 Jan 2006 15:04:05 EAST", east))
	for _, v := range []time.Time{t, t.In(time.FixedZone("", 3662)), t.In(time.FixedZone("", -7200)), t.UTC(), t.Local(), {}} {
		b, err := v.MarshalBinary()
		fmt.Println(b, err)
		var back time.Time
		fmt.Println(back.UnmarshalBinary(b), back)
		j, err := v.MarshalJSON()
		fmt.Println(string(j), err)
	}
	fmt.Println(new(time.Time).UnmarshalBinary(nil), new(time.Time).UnmarshalBinary([]byte{9}), new(time.Time).UnmarshalBinary([]byte{1, 2}))
	_, err := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).MarshalText()
	fmt.Println(err)
	start, end := t.ZoneBounds()
	fmt.Println(start.IsZero(), end.IsZero(), time.Unix(0, 0), time.Unix(0, 0).Location())
	defer func() { fmt.Println(recover()) }()
	t.In(nil)
}
