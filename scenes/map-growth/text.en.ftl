title = A map grows
question = 26 entries in 4 buckets: the 27th makes the map grow. Do all entries move at once?
answer = No. The write that starts the growth moves at most two old buckets, and so does each later write. Readers look in an old bucket until it is evacuated, and a reader in the middle of that can miss a key that was there all along.
watch = oldbuckets beside buckets, and nevacuate. Each evacuated cell keeps a mark, X or Y, for the half it went to.
file-main = Alone
file-reader = With a reader
file-fixed = RWMutex
