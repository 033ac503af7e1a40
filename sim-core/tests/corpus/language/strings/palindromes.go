package main

import "fmt"

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func isPalindrome(s string) bool {
	for i := 0; i < len(s)/2; i++ {
		if s[i] != s[len(s)-1-i] {
			return false
		}
	}
	return true
}

func caesar(s string, n int) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case 'a' <= c && c <= 'z':
			b[i] = 'a' + (c-'a'+byte(n))%26
		case 'A' <= c && c <= 'Z':
			b[i] = 'A' + (c-'A'+byte(n))%26
		}
	}
	return string(b)
}

func rle(s string) (out string) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		out += fmt.Sprintf("%d%c", j-i, s[i])
		i = j
	}
	return
}

func main() {
	fmt.Println(reverse("héllo, 世界"), isPalindrome("racecar"), isPalindrome("ab"), isPalindrome(""))
	fmt.Println(caesar("Hello, Zed", 3), rle("aaabccd"), rle(""))
	count := [256]int{}
	for _, c := range []byte("mississippi") {
		count[c]++
	}
	fmt.Println(count['s'], count['i'], count['z'])
}
