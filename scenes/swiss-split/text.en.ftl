title = Swiss map: split
question = A full table of 1024 slots splits in two at its 897th key. What does a reader see meanwhile?
answer = The write that splits moves every entry at once, into two tables chosen by one more bit of the hash, then doubles the directory. A reader that counted one table and then finds the first half in its place misses keys that were there all along.
watch = The old table beside its halves, and how many entries have moved. The directory has two places only at the end.
file-main = Alone
file-reader = With a reader
file-fixed = RWMutex
