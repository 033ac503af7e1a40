title = sync.Map: look, then store
question = Both goroutines use a sync.Map, look whether "config" is there, and store it if not. Can both store?
answer = Yes. Each operation of a sync.Map is safe, two in a row are not one: between Load and Store the other goroutine can do the same. LoadOrStore looks and stores in one. "Misses" shows how the map of Go 1.23 works: a Load that the read map cannot answer counts as a miss, and as many misses as the dirty map has keys make dirty the new read map; a deleted entry that is left out of the next dirty map is expunged. From Go 1.24 on the same program has a tree instead.
watch = The dirty map when the second goroutine stores: "config" is there already.
file-main = Load, Store
file-fixed = LoadOrStore
file-promote = Misses
