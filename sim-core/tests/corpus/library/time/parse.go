package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	try := func(layout, value string) {
		t, err := time.Parse(layout, value)
		if err != nil {
			fmt.Println("error:", err)
			return
		}
		fmt.Println(t.UTC())
	}
	try(time.RFC3339, "2024-02-29T12:34:56Z")
	try(time.RFC3339, "2024-02-29T12:34:56.789Z")
	try(time.RFC3339Nano, "2024-02-29T12:34:56.000000001Z")
	try(time.RFC3339, "2023-02-29T12:34:56Z")
	try(time.RFC3339, "2024-13-01T12:34:56Z")
	try("2006-01-02", "2024-05-06")
	try("2006-01-02", "2024-5-6")
	try("2006-01-02", "someday")
	try("2006-01-02", "2024-05-06 and more")
	try("2006-01-02 15:04:05", "2024-05-06 23:59:59")
	try("2006-01-02 15:04:05", "2024-05-06 24:00:00")
	try("2006-01-02 15:04:05", "2024-05-06   23:59:59")
	try("2006-01-02 15:04:05.000", "2024-05-06 23:59:59.123")
	try("2006-01-02 15:04:05.000", "2024-05-06 23:59:59.12")
	try("Jan 2, 2006 at 3:04pm (MST)", "Feb 3, 2013 at 7:54pm (UTC)")
	try("January _2 2006", "march  7 1999")
	try("Monday, 02-Jan-06 15:04:05 MST", "Wednesday, 10-Nov-09 23:00:00 UTC")
	try(time.ANSIC, "Tue Nov 10 23:00:00 2009")
	try(time.Kitchen, "12:05AM")
	try(time.Kitchen, "12:05PM")
	try(time.Kitchen, "13:05PM")
	try("15:04", "9:30")
	try("3:04", "9:30")
	try("2006 002", "2024 060")
	try("2006 002", "2023 366")
	try("06-1-2", "69-3-4")
	try("06-1-2", "68-3-4")
	try("2006-01-02T15:04:05-0700", "2024-05-06T01:02:03+0000")
	try("05", "61")
	try("", "x")
	try("x", "")
	_, err := time.Parse("2006", "abc")
	var p *time.ParseError
	fmt.Println(errors.As(err, &p), p.Layout, p.Value, p.LayoutElem, p.ValueElem)
	for _, d := range []string{"2020-12-31", "2021-01-03", "2021-01-04", "2024-12-30", "2026-01-01"} {
		t, _ := time.Parse(time.DateOnly, d)
		y, w := t.ISOWeek()
		fmt.Println(d, y, w)
	}
	t := time.Date(2024, time.May, 6, 7, 8, 9, 10, time.UTC)
	fmt.Printf("%#v\n", t)
	b, _ := t.MarshalJSON()
	var u time.Time
	fmt.Println(string(b), u.UnmarshalJSON(b), u.Equal(t))
	fmt.Println(t.Zone())
}
