//go:build go1.25

package testing

import (
	"io"
	"strings"
	"unicode"
)

// Since Go 1.25.

// Attr says something about the test to whoever reads the output of go test -v.
func (t *T) Attr(key, value string) {
	if strings.IndexFunc(key, unicode.IsSpace) >= 0 {
		t.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		t.Errorf("disallowed newline in attribute value %q", value)
	}
}

// Output is a writer to the test's output, where lines appear as they are, indented.
func (t *T) Output() io.Writer { return &lineWriter{t: t} }

type lineWriter struct {
	t       *T
	partial string // of a line whose newline has not been written yet
}

func (w *lineWriter) Write(p []byte) (int, error) {
	text := w.partial + string(p)
	end := strings.LastIndexByte(text, '\n') + 1
	w.partial = text[end:]
	if end > 0 {
		w.t.add(text[:end])
	}
	return len(p), nil
}
