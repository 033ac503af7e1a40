package runtime

// kind says how the ids and values of a trace become keys and elements.
type kind[K comparable, V any] struct {
	key   func(id int) K
	id    func(K) int
	elem  func(int64) V
	value func(V) int64
}
