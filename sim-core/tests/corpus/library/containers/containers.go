package main

import (
	"bytes"
	"container/heap"
	"container/list"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func main() {
	h := &intHeap{5, 2, 8, 9, 1, 7}
	heap.Init(h)
	heap.Push(h, 3)
	fmt.Println(*h)
	(*h)[2] = 0
	heap.Fix(h, 2)
	fmt.Println(heap.Remove(h, 3), *h)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()

	var l list.List
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	l.MoveToFront(e4)
	l.MoveToBack(e1)
	l.PushBackList(&l)
	l.PushFrontList(list.New())
	fmt.Println(l.Remove(e1), e1.Next() == nil, l.Len())
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, ",")
	}
	fmt.Println()

	var b bytes.Buffer
	b.WriteString("hello ")
	b.Write([]byte("world\n"))
	b.WriteByte('x')
	b.WriteRune('世')
	fmt.Fprintf(&b, "-%d", 7)
	line, err := b.ReadString('\n')
	fmt.Printf("%q %v %d %q\n", line, err, b.Len(), b.String())
	c, _ := b.ReadByte()
	r, n, _ := b.ReadRune()
	fmt.Println(c, string(r), n, string(b.Next(1)), b.String())
	p := make([]byte, 10)
	k, err := b.Read(p)
	fmt.Println(k, err, string(p[:k]))
	_, err = b.Read(p)
	fmt.Println(err == io.EOF, bytes.NewBufferString("q").String())
	s := []byte("  a,b,,c  ")
	fmt.Printf("%q %q %q %q\n", bytes.Split(bytes.TrimSpace(s), []byte(",")), bytes.Fields([]byte(" x  yy z")), bytes.Trim([]byte("xxaxx"), "x"), bytes.TrimSpace([]byte("  ")))
	fmt.Println(bytes.Equal([]byte("a"), []byte("a")), bytes.Compare([]byte("a"), []byte("b")), bytes.Contains(s, []byte("b,")), bytes.Index(s, []byte("c")), string(bytes.ToUpper(s)), string(bytes.Join([][]byte{[]byte("p"), []byte("q")}, []byte("-"))), string(bytes.ReplaceAll(s, []byte(","), []byte(";"))), bytes.HasPrefix(s, nil), string(bytes.Repeat([]byte("ab"), 2)))
	before, after, ok := bytes.Cut([]byte("k=v"), []byte("="))
	fmt.Println(string(before), string(after), ok, bytes.Count([]byte("cheese"), []byte("e")))

	var sb strings.Builder
	lg := log.New(&sb, "pre: ", log.Lshortfile)
	lg.Println("a", 1)
	lg.Printf("b %d\n", 2)
	lg.SetFlags(log.Lmsgprefix | log.Lshortfile)
	lg.Print("c")
	lg.SetPrefix("")
	lg.SetFlags(0)
	lg.Print("d", "e", 1, 2)
	fmt.Print(sb.String())
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("std ")
	log.Println("out", log.Flags(), log.Prefix())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		log.Panicf("bad %d", 1)
	}()
	log.Fatal("bye")
}
