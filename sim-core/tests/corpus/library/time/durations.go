package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500 * time.Microsecond, 2 * time.Second, 90 * time.Minute, -time.Millisecond, 1<<63 - 1, 36*time.Hour + 5*time.Second} {
		fmt.Println(d, d.Seconds(), d.Milliseconds(), d.Truncate(time.Second), d.Round(time.Minute))
	}
	for _, s := range []string{"1h30m", "1.5s", "-2ms", "", "5", "1x", "100us", "1h1h"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	t := time.Date(2024, time.February, 29, 13, 4, 5, 6000000, time.UTC)
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.Month(), t.IsZero())
	fmt.Println(t.Add(24*time.Hour).Format("2006-01-02"), t.AddDate(1, 0, 0).Format(time.RFC3339), t.Format("Jan _2 3:04PM Mon 06 .000"))
	u := t.Add(-time.Hour)
	fmt.Println(t.Sub(u), t.After(u), t.Before(u), t.Equal(t.Add(0)), u.Compare(t), time.Duration(2.5*float64(time.Second)))
	fmt.Println(time.Unix(1700000000, 0).UTC(), time.UnixMilli(1).UTC().Nanosecond(), time.Time{}.IsZero(), time.Time{})
	fmt.Printf("%v %d %s %T\n", time.Second, time.Millisecond, time.Minute, time.Hour)
	fmt.Println(t.Truncate(time.Hour))
}
