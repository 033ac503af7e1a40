title = sync.Map：先查后存
question = 两个 goroutine 都用 sync.Map，先看 "config" 在不在，不在就存入。两个会都存入吗？
answer = 会。sync.Map 的每个操作是安全的，但连着两个操作并不是一个：在 Load 与 Store 之间，另一个 goroutine 可以做同样的事。LoadOrStore 把查和存合为一步。“未命中”演示 Go 1.23 及以前 dirty map 如何成为 read map。
watch = 第二个 goroutine 存入时的 dirty map：“config” 已经在里面了。
file-main = Load、Store
file-fixed = LoadOrStore
file-promote = 未命中
