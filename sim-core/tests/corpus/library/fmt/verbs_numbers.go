package main

import "fmt"

func main() {
	n := -42
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U|%#U\n", n, n, n, n, n, 42, n, 255, 255, 8, 8, 8, 5, 'A', 'A', 0x65e5, 0x65e5)
	f := 3.14159
	fmt.Printf("%f|%.2f|%8.3f|%-8.1f|%08.2f|%+.1f|%e|%E|%g|%G|%.3g|%6.0f|%x\n", f, f, f, f, -f, f, f, 12345.678, 1e21, 1e-7, f, f, 1.5)
	fmt.Printf("%t|%5t|%v|%p\n", true, false, true, nil)
	fmt.Printf("%d %d%%\n", 1, 50)
	fmt.Printf("%[2]d %[1]d %d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, f)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n")
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("extra\n", 1, "a")
	fmt.Printf("%z %!\n", 1)
	fmt.Printf("%[5]d %[x]d\n", 1)
	fmt.Printf("%v %v %v %v\n", 1e6, 1e20, 1e21, float32(0.1))
	fmt.Printf("%v %.1f %+v %8.2f\n", 1+2i, 1+2i, complex64(-1i), 1.234+5i)
	fmt.Printf("%x %X %x %x\n", "hello", []byte{1, 171}, -1, uint8(200))
	fmt.Printf("%6.2f%%|%+05d|%-+5d|% x|%# x\n", 99.5, 7, 7, "abc", "abc")
	fmt.Printf("%s|%v|%d\n", []string{"a", "b"}, []byte("hi"), []byte("hi"))
	fmt.Printf("%08b|%o|%#b|%#X\n", 37, 64, 5, []int{10, 11})
	fmt.Printf("%c%c%c|%q|%#q\n", 72, 105, 0x1F600, 0x1F600, "a`b")
	fmt.Printf("%3c|%-3c|%03d|%+q\n", 'x', 'y', -5, "é")
	fmt.Printf("%T %T %T %T %T\n", n, f, 'a', "s", 1i)
}
