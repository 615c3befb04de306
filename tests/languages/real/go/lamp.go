// Package lamps keeps lamps.
package lamps

import (
	"errors"
	"fmt"
	"sort"
)

// ErrNoName is returned for a lamp without a name.
var ErrNoName = errors.New("a lamp has a name")

// Lamp is what is kept.
type Lamp struct {
	Name  string `json:"name"`
	Watts int    `json:"watts"`
}

// Store keeps lamps in memory.
type Store struct {
	lamps []Lamp
}

// Add keeps a lamp.
func (s *Store) Add(lamp Lamp) error {
	if lamp.Name == "" {
		return fmt.Errorf("add: %w", ErrNoName)
	}
	s.lamps = append(s.lamps, lamp)
	return nil
}

// Brightest lists the lamps, the brightest first.
func (s *Store) Brightest() []Lamp {
	sorted := append([]Lamp(nil), s.lamps...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Watts > sorted[j].Watts })
	return sorted
}
