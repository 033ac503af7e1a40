title = append 与别名
question = 对同一个切片 append 两次，两个结果共用内存吗？
answer = 取决于还有没有空余容量。切片已满时，每次 append 都复制到新数组，结果互不相干；有空余容量时，两次 append 写的是同一个数组的同一格，后写的覆盖先写的。
watch = 从切片头指向数组的箭头：先是各自的数组，后来是三个切片头指向同一个数组。
file-main = 两次 append
file-fixed = 完整切片表达式
