//go:build go1.24

package sync

import (
	"fmt"
	"strings"
)

const (
	kind         = "hashtrie"
	version      = 27
	inVisitOrder = true
)

// state is the whole tree, nil before the first use.
func state(m *Map) any {
	root := m.root.Load()
	if root == nil {
		return nil
	}
	return tree(root, nil)
}

func tree(i, parent *indirect) string {
	if i.parent != parent || i.dead.Load() {
		panic("a node whose parent or mark is wrong")
	}
	var parts []string
	for slot := range i.children {
		n := i.children[slot].Load()
		if n == nil {
			continue
		}
		var child string
		if n.isEntry {
			child = chain(n.entry())
		} else {
			child = tree(n.indirect(), i)
		}
		parts = append(parts, fmt.Sprintf("%x:%s", slot, child))
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func chain(e *entry) string {
	var texts []string
	for ; e != nil; e = e.overflow.Load() {
		texts = append(texts, fmt.Sprint(e.key, "=", e.value))
	}
	return strings.Join(texts, ">")
}
