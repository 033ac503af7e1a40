//go:build go1.21

package sync

// Since Go 1.21: functions that are called once. If the call panics, so does
// every later one, with the same value.

// onceCall is one such call and what became of it.
type onceCall struct {
	once     Once
	returned bool
	cause    any // of the panic, when it did not return
}

func (c *onceCall) do(f func()) {
	c.once.Do(func() {
		defer func() {
			if !c.returned {
				c.cause = recover()
				panic(c.cause)
			}
		}()
		f()
		c.returned = true
	})
	if !c.returned {
		panic(c.cause)
	}
}

// OnceFunc returns a function that calls f the first time only.
func OnceFunc(f func()) func() {
	call := new(onceCall)
	return func() { call.do(f) }
}

// OnceValue is OnceFunc for a function with a result.
func OnceValue[T any](f func() T) func() T {
	call, result := new(onceCall), new(T)
	return func() T {
		call.do(func() { *result = f() })
		return *result
	}
}

// OnceValues is OnceFunc for a function with two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	call, first, second := new(onceCall), new(T1), new(T2)
	return func() (T1, T2) {
		call.do(func() { *first, *second = f() })
		return *first, *second
	}
}
