package testing

import (
	"fmt"
	"runtime"
	"time"
)

// Benchmarks: there is nothing to measure on a virtual clock, so a B runs its
// function once, with N = 1, and weft test does not look for Benchmark functions.

// B is a benchmark.
type B struct {
	T
	N     int
	loops int
}

func (b *B) ResetTimer()                         {}
func (b *B) StartTimer()                         {}
func (b *B) StopTimer()                          {}
func (b *B) ReportAllocs()                       {}
func (b *B) SetBytes(n int64)                    {}
func (b *B) SetParallelism(p int)                {}
func (b *B) ReportMetric(n float64, unit string) {}
func (b *B) Elapsed() time.Duration              { return 0 }
func (b *B) Run(name string, f func(b *B)) bool {
	sub := &B{N: 1}
	sub.T.name, sub.T.parent = b.name+"/"+b.unique(name), &b.T
	f(sub)
	return !sub.Failed()
}

// PB hands out the iterations of RunParallel: one.
type PB struct {
	taken bool
}

func (pb *PB) Next() bool {
	first := !pb.taken
	pb.taken = true
	return first
}

// RunParallel calls body in as many goroutines as there are processors.
func (b *B) RunParallel(body func(*PB)) {
	n := runtime.GOMAXPROCS(0)
	done := make(chan bool, n)
	for i := 0; i < n; i++ {
		go func() {
			defer func() { done <- true }()
			body(&PB{})
		}()
	}
	for i := 0; i < n; i++ {
		<-done
	}
}

// BenchmarkResult is what Benchmark came to.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

func (r BenchmarkResult) NsPerOp() int64           { return 0 }
func (r BenchmarkResult) AllocsPerOp() int64       { return 0 }
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return 0 }
func (r BenchmarkResult) String() string           { return fmt.Sprintf("%8d\t%10d ns/op", r.N, 0) }

// Benchmark runs f once.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{N: 1}
	b.T.name = "Benchmark"
	b.T.parent = &T{}
	f(b)
	return BenchmarkResult{N: 1}
}
