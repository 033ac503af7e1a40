title = Two writers, one map
question = Two goroutines write two different keys of one map. What can go wrong?
answer = Three endings: all is well, "fatal error: concurrent map writes", or an entry is silently lost. A map has no lock: it has one flag, and two writers can both look before either has set it.
watch = The flags byte of the map. A writer sets hashWriting, works, and clears it. Let the other goroutine look at it in between.
file-main = No lock
file-fixed = Mutex
