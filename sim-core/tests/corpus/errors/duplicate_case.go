package main

func main() {
	switch 3 {
	case 1, 2, 1:
	}
}
