package os

import (
	"errors"
	"sync"
)

// The environment: empty when a run begins, and the run's own.

var (
	envLock sync.RWMutex
	env     []string // key=value, in the order in which the keys were first set
)

// SyscallError says which system call failed.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// find is the place of a key, -1 if it is not there.
func find(key string) int {
	for i, pair := range env {
		if len(pair) > len(key) && pair[len(key)] == '=' && pair[:len(key)] == key {
			return i
		}
	}
	return -1
}

func LookupEnv(key string) (string, bool) {
	envLock.RLock()
	defer envLock.RUnlock()
	if i := find(key); key != "" && i >= 0 {
		return env[i][len(key)+1:], true
	}
	return "", false
}

func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

func Setenv(key, value string) error {
	if !settable(key, value) {
		return NewSyscallError("setenv", errors.New("invalid argument"))
	}
	envLock.Lock()
	defer envLock.Unlock()
	if i := find(key); i >= 0 {
		env[i] = key + "=" + value
	} else {
		env = append(env, key+"="+value)
	}
	return nil
}

func settable(key, value string) bool {
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return false
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return false
		}
	}
	return key != ""
}

func Unsetenv(key string) error {
	envLock.Lock()
	defer envLock.Unlock()
	if i := find(key); i >= 0 {
		env = append(env[:i:i], env[i+1:]...)
	}
	return nil
}

func Clearenv() {
	envLock.Lock()
	defer envLock.Unlock()
	env = nil
}

func Environ() []string {
	envLock.RLock()
	defer envLock.RUnlock()
	return append([]string{}, env...)
}

func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name} by what mapping says.
func Expand(s string, mapping func(string) string) string {
	out := ""
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			out += s[i : i+1]
			continue
		}
		name, n := variable(s[i+1:])
		switch {
		case name != "":
			out += mapping(name)
		case n == 0:
			out += "$" // of no name
		}
		i += n
	}
	return out
}

// variable is the name at the beginning of s and how many bytes it takes; bytes
// without a name are wrong and left out.
func variable(s string) (name string, n int) {
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for n = 1; n < len(s); n++ {
			if s[n] == '}' && n == 1 {
				return "", 2
			}
			if s[n] == '}' {
				return s[1:n], n + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	for n < len(s) && (s[n] == '_' || '0' <= s[n] && s[n] <= '9' || 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z') {
		n++
	}
	return s[:n], n
}

// special are the shell's names of one character.
func special(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return '0' <= c && c <= '9'
}
