// Package time on a virtual clock.
//
// The clock stands still while goroutines run. When none can, it jumps to the
// earliest moment that somebody sleeps until. A run begins on 10 November 2009 at
// 23:00 UTC, as on the Go Playground. Local time is UTC.
package time

// Time is a moment: seconds since the beginning of year 1, UTC, and nanoseconds.
// mono is the clock's reading and 1 if it came from there; zone is nil for UTC.
type Time struct {
	sec  int64
	nsec int64
	mono int64
	zone *Location
}

// Sleep (SyncOp::Sleep) waits until the clock has advanced by d.
func Sleep(d Duration)

// now (SyncOp::Now) is the clock's reading: nanoseconds since the run began.
func now() int64

const (
	unixEpoch = 62135596800            // seconds from year 1 to 1970
	runEpoch  = unixEpoch + 1257894000 // when a run begins
)

// Now is the moment. The clock of a bubble (testing/synctest) shows a time before
// the run, and takes no part in monotonic arithmetic.
func Now() Time {
	clock := now()
	if clock < 0 {
		return moment(runEpoch, clock, &local)
	}
	return Time{runEpoch + clock/1e9, clock % 1e9, clock + 1, &local}
}

func Unix(sec, nsec int64) Time { return moment(sec+unixEpoch, nsec, &local) }
func UnixMilli(msec int64) Time { return moment(msec/1e3+unixEpoch, msec%1e3*1e6, &local) }
func UnixMicro(usec int64) Time { return moment(usec/1e6+unixEpoch, usec%1e6*1e3, &local) }
func Since(t Time) Duration     { return Now().Sub(t) }
func Until(t Time) Duration     { return t.Sub(Now()) }

// moment carries nsec into sec.
func moment(sec, nsec int64, zone *Location) Time {
	if nsec < 0 || nsec >= 1e9 {
		sec += nsec / 1e9
		nsec %= 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return Time{sec: sec, nsec: nsec, zone: zone}
}

func (t Time) IsZero() bool     { return t.sec == 0 && t.nsec == 0 }
func (t Time) Unix() int64      { return t.sec - unixEpoch }
func (t Time) UnixNano() int64  { return t.Unix()*1e9 + t.nsec }
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec/1e3 }
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec/1e6 }
func (t Time) Nanosecond() int  { return int(t.nsec) }

// Equal compares the moments; == also compares where they come from.
func (t Time) Equal(u Time) bool  { return t.sec == u.sec && t.nsec == u.nsec }
func (t Time) Before(u Time) bool { return t.sec < u.sec || t.sec == u.sec && t.nsec < u.nsec }
func (t Time) After(u Time) bool  { return u.Before(t) }

func (t Time) Add(d Duration) Time {
	sum := moment(t.sec+int64(d/1e9), t.nsec+int64(d%1e9), t.zone)
	if t.mono != 0 {
		sum.mono = t.mono + int64(d)
	}
	return sum
}

// Sub is t-u, or the largest Duration on that side if it does not fit.
func (t Time) Sub(u Time) Duration {
	d := Duration(t.sec-u.sec)*Second + Duration(t.nsec-u.nsec)
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// Truncate and Round work on the time since year 1.
func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	return t.Add(-t.past(d))
}

func (t Time) Round(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	r := t.past(d)
	if r+r < d {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// past is how far t lies behind the last multiple of d.
func (t Time) past(d Duration) Duration {
	// (sec*1e9 + nsec) mod d without overflow: second by second, doubling.
	rest := uint64(0)
	step := uint64(Second % d)
	for sec := uint64(t.sec); sec != 0; sec >>= 1 {
		if sec&1 != 0 {
			rest = (rest + step) % uint64(d)
		}
		step = 2 * step % uint64(d)
	}
	return Duration((rest + uint64(t.nsec)) % uint64(d))
}
