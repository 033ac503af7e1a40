package runtime

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// vectorDir is where the vectors are: WEFT_GOLDEN_DIR, or the project's own.
func vectorDir() string {
	if dir := os.Getenv("WEFT_GOLDEN_DIR"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "golden")
}

// eachLine calls f with every line but the header of every file of a kind, and
// fails when there is none.
func eachLine(t *testing.T, kind string, f func(file, goVersion string, line []byte)) {
	files, err := filepath.Glob(filepath.Join(vectorDir(), kind+".*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s vectors in %s", kind, vectorDir())
	}
	for _, name := range files {
		data, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer data.Close()
		lines := bufio.NewScanner(data)
		lines.Buffer(nil, 64<<20)
		var header struct{ Go string }
		for n := 0; lines.Scan(); n++ {
			if n > 0 {
				f(filepath.Base(name), header.Go, lines.Bytes())
			} else if err := json.Unmarshal(lines.Bytes(), &header); err != nil {
				t.Fatal(err)
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// minor takes the 23 out of "go1.23.9".
func minor(t *testing.T, goVersion string) int {
	parts := strings.Split(strings.TrimPrefix(goVersion, "go"), ".")
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		t.Fatalf("header of an unknown Go version %q", goVersion)
	}
	return n
}

// kind says how the ids and values of a trace become keys and elements.
type kind[K comparable, V any] struct {
	key   func(id int) K
	id    func(K) int
	elem  func(int64) V
	value func(V) int64
}
