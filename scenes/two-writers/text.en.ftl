title = Two writers, one map
question = Two goroutines write two different keys of one map. What can go wrong?
answer = All may be well, or "fatal error: concurrent map writes" ends the program, or an entry is silently lost, or "a" even gets the value of "b". A map has no lock but one flag, and both writers can look at it before either has set it.
watch = The flags byte of the map. A writer sets hashWriting, works, and clears it. Let the other goroutine look at it in between.
file-main = No lock
file-fixed = Mutex
