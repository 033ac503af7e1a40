// Package log: lines of text with the time before them, by the virtual clock.
package log

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	Ldate         = 1 << iota // 2009/11/10
	Ltime                     // 23:00:00
	Lmicroseconds             // 23:00:00.123456
	Llongfile                 // main.go:12 (files have no folders here)
	Lshortfile                // main.go:12
	LUTC
	Lmsgprefix // the prefix stands before the message, not the line
	LstdFlags  = Ldate | Ltime
)

// Logger writes one line at a time.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{prefix: prefix, flag: flag, out: out}
}

var std = New(os.Stderr, "", LstdFlags)

func Default() *Logger { return std }

// callerFrame is where the function skip calls above its caller stands.
func callerFrame(skip int) (function, file string, line int)

// header is what stands before a message.
func header(prefix string, flag, depth int) string {
	head := ""
	if flag&Lmsgprefix == 0 {
		head = prefix
	}
	now := time.Now()
	if flag&Ldate != 0 {
		head += now.Format("2006/01/02 ")
	}
	if flag&Lmicroseconds != 0 {
		head += now.Format("15:04:05.000000 ")
	} else if flag&Ltime != 0 {
		head += now.Format("15:04:05 ")
	}
	if flag&(Lshortfile|Llongfile) != 0 {
		_, file, line := callerFrame(depth)
		if line == 0 {
			file = "???"
		}
		if flag&Lshortfile != 0 {
			file = file[strings.LastIndex(file, "/")+1:]
		}
		head += fmt.Sprintf("%s:%d: ", file, line)
	}
	if flag&Lmsgprefix != 0 {
		head += prefix
	}
	return head
}

// Output writes a line; calldepth 1 is the caller's own place.
func (l *Logger) Output(calldepth int, s string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := header(l.prefix, l.flag, calldepth+1) + s
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	_, err := io.WriteString(l.out, text)
	return err
}

func (l *Logger) Print(v ...any)                 { l.Output(2, fmt.Sprint(v...)) }
func (l *Logger) Printf(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)) }
func (l *Logger) Println(v ...any)               { l.Output(2, fmt.Sprintln(v...)) }

func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Flags() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.flag
}

func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = flag
}

func (l *Logger) Prefix() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.prefix
}

func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = prefix
}

func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}
