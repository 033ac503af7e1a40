package main

import (
	"fmt"
	"hash/fnv"
	"runtime"
	"runtime/debug"
	"strings"
)

type T struct{}

func (t *T) Method() string {
	pc, file, line, ok := runtime.Caller(0)
	_ = file
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", line, " ", ok)
}

func where() string {
	pc, _, line, _ := runtime.Caller(1)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), ":", line)
}

func trace() {
	pcs := make([]uintptr, 10)
	n := runtime.Callers(0, pcs)
	frames := runtime.CallersFrames(pcs[:n])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "main.") {
			fmt.Println(frame.Function, frame.Line)
		}
		if !more {
			break
		}
	}
}

func main() {
	fmt.Println(new(T).Method())
	fmt.Println(where())
	func() { fmt.Println(where()) }()
	trace()
	func() { trace() }()
	_, _, _, ok := runtime.Caller(50)
	fmt.Println(ok, runtime.FuncForPC(0) == nil)
	lines := strings.Split(string(debug.Stack()), "\n")
	fmt.Println(lines[0], lines[len(lines)-3])
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.SetFinalizer(&m, func(*runtime.MemStats) {})
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100))
	for _, s := range []string{"", "a", "hello, world"} {
		h := fnv.New32()
		h.Write([]byte(s))
		ha := fnv.New32a()
		ha.Write([]byte(s))
		l := fnv.New64()
		l.Write([]byte(s))
		la := fnv.New64a()
		la.Write([]byte(s))
		fmt.Println(h.Sum32(), ha.Sum32(), l.Sum64(), la.Sum64(), h.Sum([]byte{1}), la.Size(), la.BlockSize())
	}
	buf := make([]byte, 12)
	fmt.Println(string(buf[:runtime.Stack(buf, false)]))
}
