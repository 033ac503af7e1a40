// Package ring: circular lists. A ring has no beginning and no end; a pointer to
// any of its elements stands for all of it.
package ring

// Ring is an element. The zero value is a ring of one.
type Ring struct {
	next, prev *Ring
	Value      any
}

// linked makes a fresh zero value a ring of one.
func (r *Ring) linked() *Ring {
	if r.next == nil {
		r.next, r.prev = r, r
	}
	return r
}

func (r *Ring) Next() *Ring { return r.linked().next }
func (r *Ring) Prev() *Ring { return r.linked().prev }

// Move goes n elements on, back if n is negative.
func (r *Ring) Move(n int) *Ring {
	r.linked()
	for ; n > 0; n-- {
		r = r.next
	}
	for ; n < 0; n++ {
		r = r.prev
	}
	return r
}

func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	r := new(Ring)
	last := r
	for i := 1; i < n; i++ {
		last.next = &Ring{prev: last}
		last = last.next
	}
	last.next, r.prev = r, last
	return r
}

// Link makes s follow r, and returns what followed it before.
func (r *Ring) Link(s *Ring) *Ring {
	after := r.Next()
	if s != nil {
		last := s.Prev()
		r.next, s.prev = s, r
		after.prev, last.next = last, after
	}
	return after
}

// Unlink takes n elements behind r out.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

func (r *Ring) Len() int {
	if r == nil {
		return 0
	}
	n := 1
	for p := r.Next(); p != r; p = p.next {
		n++
	}
	return n
}

func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for p := r.Next(); p != r; p = p.next {
		f(p.Value)
	}
}
