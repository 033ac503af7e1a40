package main

import (
	"fmt"
	"strings"
)

func expand(s string, vars map[string]string) (string, error) {
	var b strings.Builder
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			b.WriteString(s)
			return b.String(), nil
		}
		b.WriteString(s[:i])
		rest := s[i+2:]
		j := strings.IndexByte(rest, '}')
		if j < 0 {
			return "", fmt.Errorf("unclosed at %d", i)
		}
		name, def, hasDef := strings.Cut(rest[:j], ":")
		v, ok := vars[name]
		switch {
		case ok:
			b.WriteString(v)
		case hasDef:
			b.WriteString(def)
		default:
			return "", fmt.Errorf("no value for %q", name)
		}
		s = rest[j+1:]
	}
}

func wrap(s string, w int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len(line)+1+len(word) > w {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

func main() {
	vars := map[string]string{"name": "Gopher", "n": "3"}
	fmt.Println(expand("Hi ${name}, ${n} ${what:things}!", vars))
	fmt.Println(expand("${missing}", vars))
	fmt.Println(expand("a ${open", vars))
	for _, l := range wrap("the quick brown fox jumps over the lazy dog", 12) {
		fmt.Printf("|%-12s|\n", l)
	}
	fmt.Println(strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return '*'
		}
		return r
	}, "vowels"))
}
