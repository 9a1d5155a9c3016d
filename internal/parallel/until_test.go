package parallel

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestUntilHandsOverAllAnswersInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 50} {
		var got []int // written by this goroutine alone, or the race detector says so
		err := Until(t.Context(), n, 4, func(i int) int { return i * i }, func(i, answer int) {
			if answer != i*i {
				t.Errorf("answer %d is %d", i, answer)
			}
			got = append(got, i)
		})
		if err != nil || len(got) != n || !slices.IsSorted(got) {
			t.Errorf("%d: %v, %v", n, got, err)
		}
	}
}

func TestUntilBeginsNothingMoreWhenItsContextIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var got []int
	err := Until(ctx, 1000, 2, func(i int) int {
		if i == 3 {
			cancel()
		}
		return i
	}, func(i, _ int) { got = append(got, i) })
	if !errors.Is(err, context.Canceled) || len(got) < 3 || len(got) > 20 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestUntilLeavesAJobBehindThatDoesNotEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan struct{})
	defer close(never)
	start := time.Now()
	err := Until(ctx, 1, 1, func(int) int {
		cancel()
		<-never
		return 0
	}, func(int, int) { t.Error("it has answered") })
	if !errors.Is(err, context.Canceled) || time.Since(start) > 10*grace {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestAContextThatEndsAfterTheLastAnswerStopsNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if err := Until(ctx, 2, 2, func(i int) int { return i }, func(i, _ int) {
		if i == 1 {
			cancel()
		}
	}); err != nil {
		t.Error(err)
	}
}

func TestAPanicOfAJobIsOneOfUntil(t *testing.T) {
	for _, n := range []int{1, 5} {
		func() {
			defer func() {
				if p, ok := recover().(*Panic); !ok || p.Value != "in a job" || len(p.Callers) == 0 {
					t.Errorf("%d: %v", n, p)
				}
			}()
			Until(t.Context(), n, 2, func(i int) int { panic("in a job") }, func(int, int) {})
		}()
	}
}
