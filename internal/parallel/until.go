package parallel

import (
	"context"
	"time"
)

// grace is how long the jobs at work may go on when the context is done.
const grace = 500 * time.Millisecond

// Until does what Each does until ctx is done. Then no more jobs begin, and it returns
// the error of ctx as soon as those at work have answered, or after half a second: jobs
// that are still computing are left behind, and their answers are lost. Done is called
// in the goroutine of the caller, and never after Until has returned. If all answers
// were handed over, the error is nil. If do or done panics, Until panics with a *Panic
// after the other answers have been handed over, as Each does.
func Until[T any](ctx context.Context, n, jobs int, do func(i int) T, done func(i int, answer T)) error {
	type numbered struct {
		i      int
		answer T
	}
	answers, left, panicked := make(chan numbered), make(chan struct{}), make(chan *Panic, 1)
	defer close(left)
	go func() {
		defer close(answers)
		defer func() {
			if p := recover(); p != nil {
				panicked <- newPanic(p)
			}
		}()
		Each(n, jobs, func(i int) *T {
			if ctx.Err() != nil {
				return nil
			}
			answer := do(i)
			return &answer
		}, func(i int, answer *T) {
			if answer == nil {
				return
			}
			select {
			case answers <- numbered{i, *answer}:
			case <-left:
			}
		})
	}()
	var failed *Panic // of done
	catch := func() {
		if p := recover(); p != nil && failed == nil {
			failed = newPanic(p)
		}
	}
	stop, late, got := ctx.Done(), (<-chan time.Time)(nil), 0
	for {
		select {
		case a, more := <-answers:
			if !more {
				select {
				case p := <-panicked:
					panic(p)
				default:
				}
				if failed != nil {
					panic(failed)
				}
				if got < n {
					return ctx.Err()
				}
				return nil
			}
			got++
			func() {
				defer catch()
				done(a.i, a.answer)
			}()
		case <-stop:
			stop, late = nil, time.After(grace)
		case <-late:
			return ctx.Err()
		}
	}
}
