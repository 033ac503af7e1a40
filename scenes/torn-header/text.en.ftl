title = A torn slice header
question = One goroutine appends to s, another copies s. Can the copy be neither the old slice nor the new one?
answer = Yes. A slice header is three words, read and written one by one. A reader in between can get the old pointer with the new length: a slice of 2 elements over an array of 1. It then reads memory that is not its own, and no bounds check stops it.
watch = The header of s, and t beside it: pointer, len and cap are copied in three steps and change in three steps.
file-main = No lock
file-fixed = Mutex
