title = Swiss map: groups
question = From Go 1.24 on a map has groups of eight slots. What becomes of the ninth key, and of deleted ones?
answer = The ninth key turns the only group into a table of two. Each slot has a control byte: seven bits of the hash, empty, or a tombstone. A tombstone stands where a key went from a full group: searches must go on past it. Two writers in the middle of this lose keys or die.
watch = The control byte over each key: a search compares only keys whose byte fits. A number beside a group counts the way of the search.
file-main = Alone
file-writers = Two writers
file-fixed = Mutex
