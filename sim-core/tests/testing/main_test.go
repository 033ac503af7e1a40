package main

import (
	"fmt"
	"os"
	"testing"
)

var begun bool

func TestMain(m *testing.M) {
	begun = true
	fmt.Println("before")
	code := m.Run()
	fmt.Println("after", code)
	if code == 1 {
		code = 7
	}
	os.Exit(code)
}

func TestBegun(t *testing.T) {
	os.Setenv("SET", "before")
	t.Run("sub", func(t *testing.T) {
		t.Setenv("SET", "inside")
		t.Setenv("NEW", "inside")
		fmt.Println(os.Getenv("SET"), os.Getenv("NEW"))
	})
	_, found := os.LookupEnv("NEW")
	fmt.Println(begun, os.Getenv("SET"), found)
}

func TestBegunFails(t *testing.T) {
	t.Error("bad")
}

func TestConflict(t *testing.T) {
	t.Run("a", func(t *testing.T) {
		t.Setenv("A", "x")
		t.Parallel()
	})
}
