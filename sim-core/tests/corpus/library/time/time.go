package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500, 1e6, 1234567, 1e9, 1500 * time.Millisecond, 61 * time.Second, time.Hour, 25*time.Hour + 3*time.Millisecond, -time.Minute, 1<<63 - 1, -1 << 63} {
		fmt.Println(d, d.Seconds(), d.Minutes(), d.Hours(), d.Milliseconds(), d.Truncate(time.Second), d.Round(time.Minute), d.Abs())
		fmt.Printf("%v %s %d %T %10v|\n", d, d, d, d, d)
	}
	for _, s := range []string{"1h2m3s", "1.5s", "-3ms", "1us", "1µs", "", "3", "1x", "1.2.3s", ".5s", "9223372036854775807ns", "9223372036854775808ns", "0", "+5m", "1h 2m", "0.1234567890123456789s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(int64(d), err)
	}
	t := time.Date(2024, time.February, 30, 25, 61, 0, 5e8, time.UTC)
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Month(), t.Unix(), t.UnixNano())
	for _, l := range []string{time.ANSIC, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, "2006-01-02 15:04:05.000", "Jan 2 at 3pm (MST)", "__2 002", "Month January Monday", "15h04m", "20060102150405", time.RFC850, time.RFC1123Z, ".00", "05.99", "Januaryx Janx"} {
		fmt.Println(t.Format(l))
	}
	var z time.Time
	fmt.Println(z, z.IsZero(), z.Unix(), t.Sub(z), t.After(z), t.Add(36*time.Hour).Sub(t))
	fmt.Println(t.Truncate(time.Hour), t.Round(7*time.Second), t.AddDate(0, 1, 1), time.Unix(1e9, 0).UTC(), time.UnixMilli(-1).UTC())
	for y := 1; y < 3000; y += 37 {
		u := time.Date(y, time.Month(y%12+1), y%28+1, y%24, y%60, y%60, y, time.UTC)
		yy, mm, dd := u.Date()
		fmt.Println(u, yy, mm, dd, u.Weekday())
	}
	fmt.Println(time.Month(13), time.Weekday(8), time.March, time.Friday)
	start := time.Now()
	time.Sleep(20 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 20*time.Millisecond, el < 200*time.Millisecond)
	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	}
	tm := time.NewTimer(time.Hour)
	fmt.Println(tm.Stop(), tm.Stop(), tm.Reset(time.Millisecond))
	<-tm.C
	fmt.Println(tm.Stop())
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	<-done
	tk := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-tk.C
	}
	tk.Stop()
	fmt.Println("end")
}
