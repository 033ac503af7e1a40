title = sync.Map：先查后存
question = 两个 goroutine 都用 sync.Map，先看 "config" 在不在，不在就存入。两个会都存入吗？
answer = 会。sync.Map 的每个操作是安全的，但连着两个操作并不是一个：在 Load 与 Store 之间，另一个 goroutine 可以做同样的事。LoadOrStore 把查和存合为一步。“未命中”演示 Go 1.23 的结构：read map 答不了的 Load 记一次 miss，miss 数达到 dirty map 的键数时，dirty 成为新的 read；已删除而没有进入下一个 dirty map 的 entry 标为 expunged。从 Go 1.24 起，同一个程序里是一棵树。
watch = 第二个 goroutine 存入时的 dirty map：“config” 已经在里面了。
file-main = Load、Store
file-fixed = LoadOrStore
file-promote = 未命中
