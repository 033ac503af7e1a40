package main

import "fmt"

type Level int

const (
	Low Level = iota
	Mid
	High
)

func (l Level) String() string { return [...]string{"low", "mid", "high"}[l] }

type Temp float64

func (t *Temp) String() string { return fmt.Sprintf("%.1f°", float64(*t)) }

type Wrapper struct {
	Level
	T *Temp
}

type ErrList []error

func (e ErrList) Error() string {
	s := ""
	for i, x := range e {
		if i > 0 {
			s += "; "
		}
		s += x.Error()
	}
	return s
}

type Secret string

func (Secret) GoString() string { return "Secret(***)" }
func (Secret) Format(f fmt.State, verb rune) {
	w, ok := f.Width()
	fmt.Fprintf(f, "<%c %d %v %v>", verb, w, ok, f.Flag('+'))
}

func main() {
	t := Temp(21.55)
	fmt.Println(Low, High, []Level{Mid, Low}, map[Level]int{High: 1, Low: 2})
	fmt.Println(t, &t, Wrapper{Mid, nil})
	fmt.Printf("%v %d %s %x %q\n", Mid, Mid, Mid, Mid, Mid)
	fmt.Printf("%v\n", Level(7) > High)
	fmt.Println(fmt.Sprint(Level(5)))
	fmt.Println(ErrList{fmt.Errorf("a"), fmt.Errorf("b %w", ErrList{})})
	fmt.Printf("%v|%+8d|%s\n", Secret("x"), Secret("y"), []Secret{"z"})
	var e error = ErrList(nil)
	fmt.Println(e == nil, e)
	var np *Temp
	fmt.Printf("%s\n", np)
	var nw *Wrapper
	fmt.Printf("%v %+v\n", nw, nw)
}
