package strings

// Builder: strings written piece by piece. Replacer.

import "io"

// Builder collects a string piece by piece. Its text is one string here, not the
// byte slice that Go's has: adding to it reads and writes the header and nothing
// else, which is all that two goroutines sharing a Builder can collide on. (The
// method Cap is missing for that reason.)
type Builder struct {
	addr *Builder // of the receiver, to detect copies
	text string
}

func (b *Builder) copyCheck() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

func (b *Builder) String() string { return b.text }
func (b *Builder) Len() int       { return len(b.text) }

func (b *Builder) Reset() {
	b.addr = nil
	b.text = ""
}

func (b *Builder) Grow(n int) {
	b.copyCheck()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
}

func (b *Builder) Write(p []byte) (int, error) {
	b.copyCheck()
	b.text += string(p)
	return len(p), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.copyCheck()
	b.text += byteStrings[int(c) : int(c)+1]
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	b.copyCheck()
	text := string(r)
	b.text += text
	return len(text), nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.copyCheck()
	b.text += s
	return len(s), nil
}

// Every one-byte string, to cut from.
const byteStrings = "" +
	"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	"\x20\x21\x22\x23\x24\x25\x26\x27\x28\x29\x2a\x2b\x2c\x2d\x2e\x2f\x30\x31\x32\x33\x34\x35\x36\x37\x38\x39\x3a\x3b\x3c\x3d\x3e\x3f" +
	"\x40\x41\x42\x43\x44\x45\x46\x47\x48\x49\x4a\x4b\x4c\x4d\x4e\x4f\x50\x51\x52\x53\x54\x55\x56\x57\x58\x59\x5a\x5b\x5c\x5d\x5e\x5f" +
	"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f\x70\x71\x72\x73\x74\x75\x76\x77\x78\x79\x7a\x7b\x7c\x7d\x7e\x7f" +
	"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f" +
	"\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf" +
	"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf" +
	"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff"

// Replacer replaces a list of texts with others. The pairs are packed into one
// string when it is made, so that using it reads two words.
type Replacer struct {
	pairs string
}

func packPair(packed, old, new string) string
func replacePairs(s, packed string) string

func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	packed := ""
	for i := 0; i < len(oldnew); i += 2 {
		packed = packPair(packed, oldnew[i], oldnew[i+1])
	}
	return &Replacer{packed}
}

func (r *Replacer) Replace(s string) string { return replacePairs(s, r.pairs) }

func (r *Replacer) WriteString(w io.Writer, s string) (int, error) {
	return io.WriteString(w, r.Replace(s))
}
