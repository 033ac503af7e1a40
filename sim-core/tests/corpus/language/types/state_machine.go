package main

import "fmt"

type State func(*Machine) State

type Machine struct {
	in  []rune
	out []string
	pos int
}

func (m *Machine) next() (r rune, ok bool) {
	if m.pos >= len(m.in) {
		return
	}
	r = m.in[m.pos]
	m.pos++
	return r, true
}

func start(m *Machine) State {
	r, ok := m.next()
	switch {
	case !ok:
		return nil
	case r == '"':
		return quoted
	}
	m.out = append(m.out, string(r))
	return start
}

func quoted(m *Machine) State {
	begin := m.pos
	for {
		r, ok := m.next()
		if !ok {
			return failed("unclosed quote")
		}
		if r == '"' {
			m.out = append(m.out, "<"+string(m.in[begin:m.pos-1])+">")
			return start
		}
	}
}

func failed(msg string) State {
	return func(m *Machine) State {
		m.out = append(m.out, "error: "+msg)
		return nil
	}
}

func run(s string) []string {
	m := &Machine{in: []rune(s)}
	for st := State(start); st != nil; {
		st = st(m)
	}
	return m.out
}

func main() {
	fmt.Printf("%q\n", run(`a"bé"c`))
	fmt.Printf("%q\n", run(`"x`))
	fmt.Println(len(run("")))
}
