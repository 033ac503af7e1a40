package runtime

// What the two kinds of map have in common: how large a key or an element is in
// its place. Go stores one of more than 128 bytes behind a pointer.

const maxInlineBytes = 128

func slotSize[T any]() uintptr {
	if sizeof[T]() > maxInlineBytes {
		return 8
	}
	return sizeof[T]()
}

func pointersInSlot[T any]() bool {
	return sizeof[T]() > maxInlineBytes || hasPointers[T]()
}
