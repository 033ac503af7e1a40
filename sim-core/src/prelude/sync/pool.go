package sync

// Pool: values that were put away and may be used again.
//
// Terms
//
//	private  the place that is used first
//	shared   a stack of what did not fit there
//
// Go keeps one such pair for every processor, so that Put and Get seldom meet
// others, and a Get that finds nothing steals from the other pairs. Here there is
// one pair, as with GOMAXPROCS=1: in one goroutine, values come out in the order in
// which Go gives them then. Which of several goroutines gets which value follows
// from the schedule.
//
// Simplified. Go drops what lies in a Pool for two garbage collections, and with
// the race detector every fourth Put at random. Nothing is collected here, so a Pool
// forgets nothing. A program may rely on neither.

// Pool holds values until somebody wants them. The zero Pool is empty.
type Pool struct {
	private pointer[poolItem]
	shared  pointer[poolItem]

	// New makes a value when there is none; without it Get returns nil.
	New func() any
}

// poolItem is one value. It is never changed after it can be seen.
type poolItem struct {
	value any
	next  *poolItem // below it in the stack
}

// Put puts a value away; nil is ignored.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.check()
	item := &poolItem{value: x}
	if p.private.CompareAndSwap(nil, item) {
		return
	}
	for {
		item.next = p.shared.Load()
		if p.shared.CompareAndSwap(item.next, item) {
			return
		}
	}
}

// Get takes a value out, or makes one.
func (p *Pool) Get() any {
	p.check()
	if item := p.private.Swap(nil); item != nil {
		return item.value
	}
	for item := p.shared.Load(); item != nil; item = p.shared.Load() {
		if p.shared.CompareAndSwap(item, item.next) {
			return item.value
		}
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

func (p *Pool) check() {
	if p == nil {
		panic("nil Pool")
	}
}
