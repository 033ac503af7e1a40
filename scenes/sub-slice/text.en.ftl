title = A part of a slice
question = work(parent[1:3]) changes its part and appends to it. What does the parent look like afterwards?
answer = [1 99 3 100]. A part is a window on the same array: its first element is parent[1], and its capacity reaches to the end of the parent, so the append overwrites parent[3].
watch = Two headers on one array: part starts one cell later and has length 2 but capacity 3.
file-main = Shared part
file-fixed = Copy
