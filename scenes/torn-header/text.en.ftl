title = A torn slice header
question = One goroutine appends to s, another copies s. Can the copy be neither the old slice nor the new one?
answer = Yes. A slice header is three words, written one after the other. A reader in between gets words of both: here length 2 with capacity 1, a slice that reaches past the end of its array. No check reports it.
watch = The header of s: pointer, len and cap change in three steps.
file-main = No lock
file-fixed = Mutex
