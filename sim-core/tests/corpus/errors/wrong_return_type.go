package main

func f() string { return 5 }

func g() { return 1 }

func main() { f(); g() }
