// Package vectors reads the recorded traces, and writes fresh ones in the same form.
package vectors

import (
	"bufio"
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// dir is where the vectors are: WEFT_GOLDEN_DIR, or the project's own.
func dir() string {
	if dir := os.Getenv("WEFT_GOLDEN_DIR"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "golden")
}

// Each calls f with every line but the header of every file of a kind, and fails
// when there is none. The minor version is that of the Go that was recorded.
func Each(t *testing.T, kind string, f func(file string, goMinor int, line []byte)) {
	files, err := filepath.Glob(filepath.Join(dir(), kind+".*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s vectors in %s", kind, dir())
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
				f(filepath.Base(name), minor(t, header.Go), lines.Bytes())
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
	if len(parts) < 2 {
		t.Fatalf("header of an unknown Go version %q", goVersion)
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		t.Fatalf("header of an unknown Go version %q", goVersion)
	}
	return n
}

// Record writes a file of fresh traces of a kind to the folder that WEFT_TRACES
// names; without it the test is skipped. WEFT_SEED varies what is done.
func Record(t *testing.T, kind string, goMinor, count int, trace func(id int, rng *rand.Rand) any) {
	folder := os.Getenv("WEFT_TRACES")
	if folder == "" {
		t.Skip("WEFT_TRACES names no folder")
	}
	seed, _ := strconv.ParseInt(os.Getenv("WEFT_SEED"), 10, 64)
	file, err := os.Create(filepath.Join(folder, kind+".fresh.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	out := json.NewEncoder(file)
	out.SetEscapeHTML(false)
	header := map[string]string{"t": "header", "kind": kind, "set": "fresh", "go": "go1." + strconv.Itoa(goMinor) + ".0"}
	if err := out.Encode(header); err != nil {
		t.Fatal(err)
	}
	for id := 0; id < count; id++ {
		rng := rand.New(rand.NewSource(seed*1000 + int64(id)))
		if err := out.Encode(trace(id, rng)); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
