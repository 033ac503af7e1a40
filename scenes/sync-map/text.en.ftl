title = sync.Map: look, then store
question = Both goroutines use a sync.Map, look whether "config" is there, and store it if not. Can both store?
answer = Yes. Each operation of a sync.Map is safe, two in a row are not one: between Load and Store the other goroutine can do the same. LoadOrStore looks and stores in one. "Misses" shows how a dirty map becomes the read map up to Go 1.23.
watch = The dirty map when the second goroutine stores: "config" is there already.
file-main = Load, Store
file-fixed = LoadOrStore
file-promote = Misses
