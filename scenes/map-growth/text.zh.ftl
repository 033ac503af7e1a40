title = map 扩容
question = 4 个桶里有 26 个键，第 27 个触发扩容。所有键会一次搬完吗？
answer = 不会。触发扩容的那次写入最多搬两个旧桶，之后每次写入也是如此。旧桶搬走之前，读者仍在旧桶里找；此时并发的读者可能找不到一个一直都在的键。
watch = 并排的 oldbuckets 与 buckets，以及 nevacuate。每个搬走的格子留下标记 X 或 Y，表示去了哪一半。
file-main = 单独运行
file-reader = 有读者
file-fixed = 读写锁
