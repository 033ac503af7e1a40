title = 切片的一部分
question = work(parent[1:3]) 修改这一部分，还对它 append。之后 parent 是什么样子？
answer = [1 99 3 100]。子切片是同一个数组上的一个窗口：它的第一个元素就是 parent[1]，容量一直延伸到 parent 的末尾，所以 append 覆盖了 parent[3]。
watch = 两个切片头指向一个数组：part 从后一格开始，长度 2，容量却是 3。
file-main = 共用数组
file-fixed = 复制
