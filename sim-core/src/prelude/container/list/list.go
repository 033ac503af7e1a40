// Package list: a doubly linked list. It is a ring around a root that is no
// element, so that no link is ever nil inside.
package list

type Element struct {
	next, prev *Element
	list       *List

	Value any
}

func (e *Element) Next() *Element { return e.neighbour(e.next) }
func (e *Element) Prev() *Element { return e.neighbour(e.prev) }

// neighbour is x, unless e is in no list or x is the root.
func (e *Element) neighbour(x *Element) *Element {
	if e.list == nil || x == &e.list.root {
		return nil
	}
	return x
}

// List is ready to use when zero.
type List struct {
	root Element
	len  int
}

func New() *List { return new(List).Init() }

// Init empties l.
func (l *List) Init() *List {
	l.root.next, l.root.prev = &l.root, &l.root
	l.len = 0
	return l
}

func (l *List) ready() {
	if l.root.next == nil {
		l.Init()
	}
}

func (l *List) Len() int { return l.len }

func (l *List) Front() *Element {
	if l.len == 0 {
		return nil
	}
	return l.root.next
}

func (l *List) Back() *Element {
	if l.len == 0 {
		return nil
	}
	return l.root.prev
}

// link puts e behind at.
func (l *List) link(e, at *Element) *Element {
	e.prev, e.next = at, at.next
	at.next.prev = e
	at.next = e
	e.list = l
	l.len++
	return e
}

// unlink takes e out, as if it had never been in.
func (l *List) unlink(e *Element) {
	e.prev.next, e.next.prev = e.next, e.prev
	e.next, e.prev, e.list = nil, nil, nil
	l.len--
}

// move puts e, which is in l, behind at.
func (l *List) move(e, at *Element) {
	if e == at {
		return
	}
	e.prev.next, e.next.prev = e.next, e.prev
	e.prev, e.next = at, at.next
	at.next.prev = e
	at.next = e
}

func (l *List) Remove(e *Element) any {
	if e.list == l {
		l.unlink(e)
	}
	return e.Value
}

func (l *List) PushFront(v any) *Element {
	l.ready()
	return l.link(&Element{Value: v}, &l.root)
}

func (l *List) PushBack(v any) *Element {
	l.ready()
	return l.link(&Element{Value: v}, l.root.prev)
}

func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark.prev)
}

func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark)
}

func (l *List) MoveToFront(e *Element) {
	if e.list == l && l.root.next != e {
		l.move(e, &l.root)
	}
}

func (l *List) MoveToBack(e *Element) {
	if e.list == l && l.root.prev != e {
		l.move(e, l.root.prev)
	}
}

func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l {
		l.move(e, mark.prev)
	}
}

func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l {
		l.move(e, mark)
	}
}

// PushBackList adds copies of other's values behind, PushFrontList before; other
// may be l itself.
func (l *List) PushBackList(other *List) {
	l.ready()
	for n, e := other.len, other.Front(); n > 0; n, e = n-1, e.Next() {
		l.link(&Element{Value: e.Value}, l.root.prev)
	}
}

func (l *List) PushFrontList(other *List) {
	l.ready()
	for n, e := other.len, other.Back(); n > 0; n, e = n-1, e.Prev() {
		l.link(&Element{Value: e.Value}, &l.root)
	}
}
