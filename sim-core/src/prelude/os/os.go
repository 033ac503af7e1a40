// Package os: the two files that a program here has, and leaving it.
package os

import (
	"errors"
	"io"
)

// File is an open file: standard output or standard error.
type File struct {
	fd   int
	name string
}

var (
	Stdin  = &File{0, "/dev/stdin"}
	Stdout = &File{1, "/dev/stdout"}
	Stderr = &File{2, "/dev/stderr"}
)

// Args is the command line: the program's name alone.
var Args = []string{"main"}

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

// errBadFile is what writing to standard input says.
var errBadFile = errors.New("write /dev/stdin: bad file descriptor")

// write (SyncOp::Write) adds text to what file fd has got.
func write(fd int, text string)

// Exit (SyncOp::Exit) ends the program at once: no deferred function runs.
func Exit(code int)

func (f *File) Name() string { return f.name }
func (f *File) Fd() uintptr  { return uintptr(f.fd) }
func (f *File) Close() error { return nil }
func (f *File) Sync() error  { return nil }

func (f *File) WriteString(s string) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	fd := f.fd
	if fd == 0 {
		return 0, errBadFile
	}
	write(fd, s)
	return len(s), nil
}

// Read finds nothing: standard input is empty, and the others are not for reading.
func (f *File) Read(b []byte) (n int, err error) {
	switch {
	case f == nil:
		return 0, ErrInvalid
	case len(b) == 0 || f.fd != 0:
		return 0, nil
	}
	return 0, io.EOF
}

func (f *File) Write(b []byte) (n int, err error) {
	return f.WriteString(string(b))
}

func Getpid() int                        { return 1 }
func Getppid() int                       { return 0 }
func Getpagesize() int                   { return 4096 }
func Hostname() (name string, err error) { return "weft", nil }
