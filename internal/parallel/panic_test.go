package parallel

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A job may itself be an Each; whichever breaks down, the others end, and the place
// where it happened is told.
func TestEachPanicsWhereAJobOrItsAnswerDoes(t *testing.T) {
	breakDown := func(i int) {
		if i == 3 {
			panic("broken")
		}
	}
	for name, each := range map[string]func(){
		"a job": func() { Each(10, 2, func(i int) int { breakDown(i); return i }, func(int, int) {}) },
		"an answer": func() {
			Each(10, 2, func(i int) int { return i }, func(i, _ int) { breakDown(i) })
		},
		"a job within": func() {
			Each(2, 2, func(int) int {
				Each(10, 2, func(i int) int { breakDown(i); return i }, func(int, int) {})
				return 0
			}, func(int, int) {})
		},
		"an answer of Until": func() {
			Until(context.Background(), 10, 2, func(i int) int { return i }, func(i, _ int) { breakDown(i) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan any)
			go func() {
				defer func() { done <- recover() }()
				each()
			}()
			select {
			case p := <-done:
				told, ok := p.(*Panic)
				if !ok || told.Value != "broken" || len(told.Callers) == 0 {
					t.Fatalf("%v", p)
				}
				if f, _ := runtime.CallersFrames(told.Callers).Next(); !strings.HasSuffix(f.File, "panic_test.go") {
					t.Errorf("it is said to have happened in %s:%d", f.File, f.Line)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("it hangs")
			}
		})
	}
}

func TestAnAnswerThatBreaksDownKeepsNoOtherFromBeingHandedOver(t *testing.T) {
	var got []int
	func() {
		defer func() { recover() }()
		Until(t.Context(), 10, 2, func(i int) int { return i }, func(i, _ int) {
			if i == 0 {
				panic("broken")
			}
			got = append(got, i)
		})
	}()
	if len(got) != 9 {
		t.Error(got)
	}
}
