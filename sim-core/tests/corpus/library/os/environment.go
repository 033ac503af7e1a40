package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	os.Clearenv()
	fmt.Println(os.Environ(), os.Getenv("HOME"))
	fmt.Println(os.Setenv("A", "1"), os.Setenv("B", "two"), os.Setenv("A", "3"), os.Setenv("EMPTY", ""))
	fmt.Println(os.Environ())
	fmt.Println(os.LookupEnv("EMPTY"))
	fmt.Println(os.LookupEnv("NONE"))
	err := os.Setenv("", "x")
	var call *os.SyscallError
	fmt.Println(err, errors.As(err, &call), os.Setenv("a=b", ""), os.Setenv("a\x00", ""), os.Setenv("a", "\x00"))
	fmt.Println(os.Unsetenv("A"), os.Unsetenv("none"), os.Getenv("A") == "")
	for _, s := range []string{"", "$B", "${B}!", "$", "a$", "$$", "${}", "${", "${B", "$*x", "${*}", "$1x", "$B-$B", "%$B_", "${B}${NONE}", "$-", "a${ b }c", "$ü"} {
		fmt.Printf("%q %q\n", os.ExpandEnv(s), os.Expand(s, func(name string) string { return "<" + name + ">" }))
	}
}
