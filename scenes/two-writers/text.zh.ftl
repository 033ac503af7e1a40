title = 两个写者，一个 map
question = 两个 goroutine 写同一个 map 的两个不同的键，会出什么问题？
answer = 可能一切正常；可能以 fatal error: concurrent map writes 结束；也可能悄悄丢掉一个键，甚至 "a" 得到 "b" 的值。map 没有锁，只有一个标志位，两个写者可能都在对方设置它之前就检查过了。
watch = map 的 flags 字节：写者先设置 hashWriting，写完再清除。让另一个 goroutine 在这中间去看它。
file-main = 无锁
file-fixed = 互斥锁
