title = 撕裂的切片头
question = 一个 goroutine 对 s 做 append，另一个复制 s。复制到的会不会既不是旧切片也不是新切片？
answer = 会。切片头有三个字，是一个一个写的，读者可能各取一部分：例如长度 2、容量 1，这个切片越过了数组的末尾。没有任何检查会报告它。
watch = s 的切片头：指针、len、cap 分三步改变。
file-main = 无锁
file-fixed = 互斥锁
