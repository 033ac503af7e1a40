title = A lost update
question = Two goroutines each do m["hits"]++ once. Is the total always 2?
answer = No: 1 is possible, and so is death by "concurrent map writes". mapassign gives out the address of the element and clears hashWriting before anything is stored there, so the map's own check cannot see two goroutines add to the same old value.
watch = The element of "hits". Both goroutines read 0 there before either writes 1.
file-main = No lock
file-fixed = Mutex
file-atomic = Atomic counter
