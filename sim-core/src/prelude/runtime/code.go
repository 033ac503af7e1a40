package runtime

// What programs ask about memory and code. Memory is never freed, so nothing that
// waits for it to be freed ever happens.

// MemStats has nothing to tell: its numbers are 0.
type MemStats struct {
	Alloc, TotalAlloc, Sys, Lookups, Mallocs, Frees                    uint64
	HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects uint64
	StackInuse, StackSys, MSpanInuse, MSpanSys, MCacheInuse, MCacheSys uint64
	BuckHashSys, GCSys, OtherSys, NextGC, LastGC, PauseTotalNs         uint64
	PauseNs                                                            [256]uint64
	PauseEnd                                                           [256]uint64
	NumGC, NumForcedGC                                                 uint32
	GCCPUFraction                                                      float64
	EnableGC, DebugGC                                                  bool
}

func ReadMemStats(m *MemStats) { *m = MemStats{EnableGC: true} }

// SetFinalizer keeps f from ever being called: x stays.
func SetFinalizer(x, f any) {}

// GOROOT is nowhere.
func GOROOT() string { return "" }

// callerPC stands for the place where the function skip calls above its caller is,
// 0 beyond the outermost; placeOf says what place that is.
func callerPC(skip int) uintptr
func placeOf(pc uintptr) (function, file string, line int)

// Caller is where the function skip calls above the caller stands.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	pc = callerPC(skip + 1)
	if pc == 0 {
		return 0, "", 0, false
	}
	_, file, line = placeOf(pc)
	return pc, file, line, true
}

// Callers writes the pcs of the calling functions, Callers itself being number 0.
func Callers(skip int, pc []uintptr) int {
	n := 0
	for n < len(pc) {
		at := callerPC(skip)
		if at == 0 {
			break
		}
		pc[n] = at
		n++
		skip++
	}
	return n
}

// Func is a function, by a place in it.
type Func struct {
	pc uintptr
}

func FuncForPC(pc uintptr) *Func {
	if _, _, line := placeOf(pc); line == 0 {
		return nil
	}
	return &Func{pc}
}

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	name, _, _ := placeOf(f.pc)
	return name
}

func (f *Func) Entry() uintptr { return f.pc }

func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line = placeOf(pc)
	return file, line
}

// Frame is one of the calling functions.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames walks over what Callers wrote.
type Frames struct {
	pcs []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

func (f *Frames) Next() (frame Frame, more bool) {
	if len(f.pcs) == 0 {
		return Frame{}, false
	}
	pc := f.pcs[0]
	f.pcs = f.pcs[1:]
	frame = Frame{PC: pc, Func: FuncForPC(pc), Entry: pc}
	frame.Function, frame.File, frame.Line = placeOf(pc)
	return frame, len(f.pcs) > 0
}
