//go:build !go1.24

package testing

// tbSince is what TB has by its version.
type tbSince interface{}
