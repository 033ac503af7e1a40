//go:build go1.24

package time

// Since Go 1.24.

func (t Time) AppendBinary(b []byte) ([]byte, error) {
	return t.appendBinary(b, "Time.MarshalBinary: ")
}

func (t Time) AppendText(b []byte) ([]byte, error) {
	text, err := t.text("Time.AppendText: ")
	if err != nil {
		return nil, err
	}
	return append(b, text...), nil
}
