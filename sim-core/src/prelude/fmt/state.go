package fmt

// State is what a Formatter writes to, and learns the directive from.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

type Formatter interface {
	Format(f State, verb rune)
}

// state collects what a Format method writes. Its directive is flags, width,
// point and precision, verb: "-8.3v".
type state struct {
	directive string
	text      string
}

func (s *state) Write(b []byte) (n int, err error) {
	s.text += string(b)
	return len(b), nil
}

func (s *state) WriteString(text string) (n int, err error) {
	s.text += text
	return len(text), nil
}

// flags is the length of the flags in the directive.
func (s *state) flags() int {
	i := 0
	for i < len(s.directive) && isFlag(s.directive[i]) {
		i++
	}
	return i
}

func isFlag(c byte) bool {
	return c == '-' || c == '+' || c == '#' || c == ' ' || c == '0'
}

func (s *state) Flag(c int) bool {
	for i := 0; i < s.flags(); i++ {
		if int(s.directive[i]) == c {
			return true
		}
	}
	return false
}

// number reads digits from i on; ok tells whether there are any.
func (s *state) number(i int) (n int, ok bool, end int) {
	for i < len(s.directive) && '0' <= s.directive[i] && s.directive[i] <= '9' {
		n = n*10 + int(s.directive[i]-'0')
		ok = true
		i++
	}
	return n, ok, i
}

func (s *state) Width() (wid int, ok bool) {
	wid, ok, _ = s.number(s.flags())
	return wid, ok
}

func (s *state) Precision() (prec int, ok bool) {
	_, _, end := s.number(s.flags())
	if end >= len(s.directive) || s.directive[end] != '.' {
		return 0, false
	}
	prec, _, _ = s.number(end + 1)
	return prec, true
}

// verb is the last rune of the directive.
func (s *state) verb() rune {
	verb := rune(0)
	for _, r := range s.directive {
		verb = r
	}
	return verb
}
