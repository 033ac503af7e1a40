//go:build go1.20

package fmt

// FormatString is the directive that a State stands for, as text. Since Go 1.20.
func FormatString(state State, verb rune) string {
	text := "%"
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			text += string(c)
		}
	}
	if wid, ok := state.Width(); ok {
		text += Sprint(wid)
	}
	if prec, ok := state.Precision(); ok {
		text += "." + Sprint(prec)
	}
	return text + string(verb)
}
