package runtime

// Size classes: how much memory an allocation really gets.
//
// The allocator serves small requests from spans that are cut into equal
// blocks, one block size per size class, and large requests in whole pages.
// A caller that asks for n bytes therefore gets roundupsize(n) bytes, and two
// callers make use of the surplus: growslice turns it into capacity, and
// makeBucketArray turns it into spare overflow buckets. This is why []int32
// grows from 5 elements to 12 and not to 10.
//
// From Go 1.22 on, a small block that holds pointers and is larger than 512
// bytes starts with an 8-byte header that describes where the pointers are, so
// 8 bytes fewer remain for the caller: []*T grows from 64 elements to 143, not
// to 128.
//
// The block sizes are a table of facts about Go 1.16 and later. It is written as
// code, since a table in memory would make every allocation read shared
// variables, and each such read would be a step that somebody could choose.

const (
	maxSmallSize     = 32768 // larger requests get whole pages
	pageSize         = 8192
	mallocHeaderSize = 8
	maxHeaderless    = 512     // largest pointerful block without a header
	maxAlloc         = 1 << 48 // no request can be larger than the address space
)

// roundupsize returns how many bytes of a block that can hold size bytes are
// there for the caller. noscan says that they will hold no pointers.
func roundupsize(size uintptr, noscan bool) uintptr {
	var header uintptr
	if !noscan && size > maxHeaderless && goVersion() >= mallocHeader {
		header = mallocHeaderSize
	}
	if size+header <= maxSmallSize {
		return classSize(size+header) - header
	}
	if size+pageSize < size {
		return size
	}
	return alignUp(size, pageSize)
}

func alignUp(n, unit uintptr) uintptr {
	return (n + unit - 1) &^ (unit - 1)
}

// classSize is the block size that serves a request of at most maxSmallSize
// bytes. Classes follow each other at equal distances first; from 2304 bytes on
// they are chosen one by one so that little of a span is left over.
func classSize(size uintptr) uintptr {
	switch {
	case size <= 32:
		return alignUp(size, 8)
	case size <= 256:
		return alignUp(size, 16)
	case size <= 512:
		return alignUp(size, 32)
	case size <= 768:
		return alignUp(size, 64)
	case size <= 1536:
		return alignUp(size, 128)
	case size <= 2304:
		return alignUp(size, 256)
	case size <= 8192:
		return classUpTo8K(size)
	}
	return classUpTo32K(size)
}

func classUpTo8K(size uintptr) uintptr {
	switch {
	case size <= 2688:
		return 2688
	case size <= 3072:
		return 3072
	case size <= 3200:
		return 3200
	case size <= 3456:
		return 3456
	case size <= 4096:
		return 4096
	case size <= 4864:
		return 4864
	case size <= 5376:
		return 5376
	case size <= 6144:
		return 6144
	case size <= 6528:
		return 6528
	case size <= 6784:
		return 6784
	case size <= 6912:
		return 6912
	}
	return 8192
}

func classUpTo32K(size uintptr) uintptr {
	switch {
	case size <= 9472:
		return 9472
	case size <= 9728:
		return 9728
	case size <= 10240:
		return 10240
	case size <= 10880:
		return 10880
	case size <= 12288:
		return 12288
	case size <= 13568:
		return 13568
	case size <= 14336:
		return 14336
	case size <= 16384:
		return 16384
	case size <= 18432:
		return 18432
	case size <= 19072:
		return 19072
	case size <= 20480:
		return 20480
	case size <= 21760:
		return 21760
	case size <= 24576:
		return 24576
	case size <= 27264:
		return 27264
	case size <= 28672:
		return 28672
	}
	return 32768
}
