// Package syncmap is where sync.Map came from.
package syncmap

import "sync"

type Map = sync.Map
