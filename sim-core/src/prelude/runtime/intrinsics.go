package runtime

// What Go cannot say about itself.
//
// The rest of this package is ordinary Go. The functions below have no body:
// the machine carries each of them out as one instruction, and every one that
// touches memory does so through the addresses it is given and nothing else, so
// its footprint can be read off its parameters. They are declared in a file of
// their own so that the other files can be compiled by a real Go toolchain
// beside a handful of stand-ins (see tests/prelude_go).

// hash is the hash of k under seed. For a key that holds an interface with an
// unhashable value it panics as Go does, "runtime error: hash of unhashable type
// T"; for a key that is not equal to itself (NaN) it is a random choice.
func hash[K any](k K, seed uintptr) uintptr

// checkKey panics for a key that has no hash, looked for in a map without
// entries. Until Go 1.24 that was hash(k, 0), afterwards it has its own words.
func checkKey[K any](k K)

// equal is Go's == on K. Keys are values here: to compare with the key in a cell
// is to read that cell first.
func equal[K any](a, b K) bool

// reflexive reports whether k == k for every k of type K: no floating-point
// number and no interface in it.
func reflexive[K any]() bool

// needKeyUpdate reports whether two equal keys of type K can differ in memory
// (+0 and -0, strings that share no bytes), so that overwriting an entry must
// also overwrite its key.
func needKeyUpdate[K any]() bool

// plainMemory reports whether two values of type K are equal exactly if all their
// bytes are: no float, string or interface, no padding and no blank field.
func plainMemory[K any]() bool

// sizeof is the size of T in bytes on a 64-bit machine, hasPointers whether the
// garbage collector would find pointers in it.
func sizeof[T any]() uintptr
func hasPointers[T any]() bool

// goVersion is the minor number of the Go version being imitated: 23 for 1.23.
func goVersion() int

// fastrand64 is a random number: one recorded choice.
func fastrand64() uint64

// newArray allocates n consecutive zero values of type T and returns the address
// of the first. It is not nil even when n is 0.
func newArray[T any](n int) *T

// index is the address of the i-th T counted from p. Like any pointer
// arithmetic it is not checked; using an address outside of the array is.
func index[T any](p *T, i int) *T

// distance is the i for which index(from, i) == to where the two lie in one
// array. Where they do not, it is a number outside of the array.
func distance[T any](from, to *T) int

// zeroVal is the address of a zero value of type T that nobody ever writes.
func zeroVal[T any]() *T

// makeSlice puts a slice header together; sliceData takes its pointer out.
func makeSlice[T any](p *T, len, cap int) []T
func sliceData[T any](s []T) *T

// atomicOr8 sets bits in *p in one step.
func atomicOr8(p *uint8, bits uint8)

// storeByte writes byte i of *p, 0 the lowest, and leaves the others alone: one
// step.
func storeByte(p *uint64, i int, b uint8)

// throw ends the program with "fatal error: s". No deferred function runs.
func throw(s string)

// raceRead and raceWrite tell the race detector that the runtime function named
// what has read or written *p on behalf of its caller, the Range forms, n values
// from p on. The detector sees nothing else of this package.
func raceRead[T any](p *T, what string)
func raceWrite[T any](p *T, what string)
func raceReadRange[T any](p *T, n int, what string)
func raceWriteRange[T any](p *T, n int, what string)
