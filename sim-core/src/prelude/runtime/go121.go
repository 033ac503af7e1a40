//go:build go1.21

package runtime

// Pinner keeps objects where they are, as everything here stays. Since Go 1.21.
type Pinner struct {
	pinned int
}

func (p *Pinner) Pin(pointer any) { p.pinned++ }
func (p *Pinner) Unpin()          { p.pinned = 0 }
