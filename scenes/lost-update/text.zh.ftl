title = 丢失的更新
question = 两个 goroutine 各执行一次 m["hits"]++，结果一定是 2 吗？
answer = 不一定：可能是 1，也可能因 concurrent map writes 而崩溃。mapassign 返回元素的地址，并在写入之前就清除了 hashWriting，所以 map 自己的检查看不到两个 goroutine 在同一个旧值上加一。
watch = "hits" 的元素：两个 goroutine 都读到 0，然后才各自写入 1。
file-main = 无锁
file-fixed = 互斥锁
file-atomic = 原子计数器
