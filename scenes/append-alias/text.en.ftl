title = append and aliasing
question = Two appends to the same slice: do the results share memory?
answer = That depends on the room left. A full slice is copied to a new array by each append, so the results are apart. With spare capacity both appends write the same cell of the same array, and the second one wins.
watch = The arrows from the headers to the arrays: two arrays first, then one array with three headers.
file-main = Two appends
file-fixed = Full slice expression
