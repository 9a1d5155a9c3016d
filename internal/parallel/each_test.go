package parallel

import (
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestEachAnswersInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 100} {
		for _, jobs := range []int{1, 2, 3, 8, 200} {
			t.Run(fmt.Sprintf("%d with %d", n, jobs), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var running, most atomic.Int32
					next := 0
					Each(n, jobs, func(i int) int {
						now := running.Add(1)
						defer running.Add(-1)
						for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
						}
						time.Sleep(time.Duration(i*7%5+1) * time.Second) // later ones end earlier
						return i * i
					}, func(i, answer int) {
						if i != next || answer != i*i {
							t.Errorf("%d: %d, want %d", i, answer, next)
						}
						next++
					})
					if next != n {
						t.Errorf("%d answers, want %d", next, n)
					}
					if got, want := int(most.Load()), min(n, jobs); got != want {
						t.Errorf("%d at a time, want %d", got, want)
					}
				})
			})
		}
	}
}

func TestEachHandsOverAnAnswerBeforeAllAreDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var at []time.Duration
		Each(3, 1, func(i int) int {
			time.Sleep(time.Second)
			return i
		}, func(int, int) { at = append(at, time.Since(start)) })
		for i, d := range at {
			if want := time.Duration(i+1) * time.Second; d != want {
				t.Errorf("answer %d after %v, want %v", i, d, want)
			}
		}
	})
}

func TestEachDoesNotRunFarAheadOfASlowThing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const jobs = 3
		var done atomic.Int32
		Each(100, jobs, func(i int) int {
			if i == 0 {
				time.Sleep(time.Hour)
				if n := done.Load(); n >= 2*jobs {
					t.Errorf("%d answers wait", n)
				}
			}
			done.Add(1)
			return i
		}, func(int, int) {})
	})
}
