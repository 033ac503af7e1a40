package main

import (
	"errors"
	"fmt"
)

type Expr interface{ Eval(env map[string]float64) (float64, error) }
type (
	Num float64
	Var string
	Bin struct {
		op   byte
		l, r Expr
	}
)

var errZero = errors.New("division by zero")

func (n Num) Eval(map[string]float64) (float64, error) { return float64(n), nil }
func (v Var) Eval(env map[string]float64) (float64, error) {
	if x, ok := env[string(v)]; ok {
		return x, nil
	}
	return 0, fmt.Errorf("undefined %q", string(v))
}
func (b Bin) Eval(env map[string]float64) (float64, error) {
	l, err := b.l.Eval(env)
	if err != nil {
		return 0, err
	}
	r, err := b.r.Eval(env)
	if err != nil {
		return 0, err
	}
	switch b.op {
	case '+':
		return l + r, nil
	case '*':
		return l * r, nil
	case '/':
		if r == 0 {
			return 0, fmt.Errorf("%v / %v: %w", l, r, errZero)
		}
		return l / r, nil
	}
	panic("unknown operator " + string(b.op))
}
func (b Bin) String() string { return fmt.Sprintf("(%v %c %v)", b.l, b.op, b.r) }

func main() {
	e := Bin{'+', Num(1), Bin{'*', Var("x"), Num(2.5)}}
	fmt.Println(e)
	fmt.Println(e.Eval(map[string]float64{"x": 4}))
	fmt.Println(e.Eval(nil))
	_, err := Bin{'/', Num(1), Num(0)}.Eval(nil)
	fmt.Println(err, errors.Is(err, errZero))
	defer func() { fmt.Println(recover()) }()
	Bin{'%', Num(1), Num(1)}.Eval(nil)
}
