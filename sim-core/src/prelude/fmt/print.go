// Package fmt: formatted output.
//
// One formatting is one visible operation, format, which reads all that its
// arguments reach. Where a value has a method that says how it prints, the
// operation names it instead of finishing; the method is called here, in Go,
// its text is noted, and the operation is asked again.
package fmt

import (
	"io"
	"os"
)

type Stringer interface {
	String() string
}

type GoStringer interface {
	GoString() string
}

// What is to be formatted, and how.
const (
	byFormat = iota // by format string
	plain           // Print
	line            // Println
	wrapping        // by format string, %w allowed
)

// Methods that format may ask for.
const (
	callError = iota + 1
	callString
	callGoString
	callFormat
)

// format (SyncOp::Format) formats the arguments, given the texts that earlier
// calls of methods have left in done. It returns the text; or, with method not 0,
// the value whose method it needs, and the directive as text.
func format(format string, a []any, done []string, mode int) (text string, need any, method int)

// sprint formats. inPanic: it formats the value of a method's panic, whose own
// methods had better not panic.
func sprint(mode int, f string, a []any, inPanic bool) string {
	var done []string
	for {
		text, need, method := format(f, a, done, mode)
		if method == 0 {
			return text
		}
		done = append(done, methodText(need, method, text, inPanic))
	}
}

// methodText is the text of a value's own method, marked "m" for text that is
// still to be laid out under the verb, "r" for text as it is, and "p" for that of
// a panic.
func methodText(v any, method int, directive string, inPanic bool) (text string) {
	s := state{directive: directive}
	defer func() {
		err := recover()
		if err == nil {
			return
		}
		if isNilPointer(v) {
			text = "r" + s.text + "<nil>"
			return
		}
		if inPanic {
			panic(err)
		}
		cause := sprint(plain, "", []any{err}, true)
		text = "p" + s.text + "%!" + string(s.verb()) + "(PANIC=" + methodName(method) + " method: " + cause + ")"
	}()
	switch method {
	case callError:
		return "m" + v.(error).Error()
	case callString:
		return "m" + v.(Stringer).String()
	case callGoString:
		return "m" + v.(GoStringer).GoString()
	}
	v.(Formatter).Format(&s, s.verb())
	return "r" + s.text
}

func methodName(method int) string {
	switch method {
	case callError:
		return "Error"
	case callString:
		return "String"
	case callGoString:
		return "GoString"
	}
	return "Format"
}

// isNilPointer reports whether v holds a nil pointer.
func isNilPointer(v any) bool

// output writes text to w, to a file as one operation.
func output(w io.Writer, text string) (n int, err error) {
	if f, ok := w.(*os.File); ok {
		return f.WriteString(text)
	}
	return w.Write([]byte(text))
}

func Sprintf(format string, a ...any) string { return sprint(byFormat, format, a, false) }
func Sprint(a ...any) string                 { return sprint(plain, "", a, false) }
func Sprintln(a ...any) string               { return sprint(line, "", a, false) }

func Printf(format string, a ...any) (n int, err error) {
	return output(os.Stdout, sprint(byFormat, format, a, false))
}

func Print(a ...any) (n int, err error) {
	return output(os.Stdout, sprint(plain, "", a, false))
}

func Println(a ...any) (n int, err error) {
	return output(os.Stdout, sprint(line, "", a, false))
}

func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return output(w, sprint(byFormat, format, a, false))
}

func Fprint(w io.Writer, a ...any) (n int, err error) {
	return output(w, sprint(plain, "", a, false))
}

func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return output(w, sprint(line, "", a, false))
}
