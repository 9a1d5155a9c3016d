// Package parallel does jobs in parallel and delivers their answers in order, so that the
// result is the same however many run at once.
package parallel

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each does a job for each of n things, at most jobs at a time, and hands over the
// answers in order, each one as soon as those before it have been handed over. Done is
// never called by two goroutines at once. If do or done panics, Each panics after all
// calls have returned; the value is a *Panic if it happened in another goroutine.
func Each[T any](n, jobs int, do func(i int) T, done func(i int, answer T)) {
	if n == 1 {
		done(0, do(0))
		return
	}
	answers := make([]chan T, n)
	for i := range answers {
		answers[i] = make(chan T, 1)
	}
	// Workers may run ahead of what was delivered by only a few things, so that waiting
	// answers do not fill the memory.
	ahead := make(chan struct{}, 2*jobs)
	var panicked atomic.Pointer[Panic]
	catch := func() {
		if p := recover(); p != nil {
			panicked.CompareAndSwap(nil, newPanic(p))
		}
	}
	var g errgroup.Group
	g.SetLimit(jobs + 1)
	g.Go(func() error {
		for i := range n {
			if answer, ok := <-answers[i]; ok {
				func() {
					defer catch() // and go on, or the workers would wait for ever
					done(i, answer)
				}()
			}
			<-ahead
		}
		return nil
	})
	for i := range n {
		ahead <- struct{}{}
		g.Go(func() error {
			defer close(answers[i])
			defer catch()
			answers[i] <- do(i)
			return nil
		})
	}
	g.Wait()
	if p := panicked.Load(); p != nil {
		panic(p)
	}
}

// A Panic is a panic of another goroutine, and where it happened.
type Panic struct {
	Value   any
	Callers []uintptr
}

// newPanic is called by the deferred function that recovered.
func newPanic(value any) *Panic {
	if p, ok := value.(*Panic); ok {
		return p // of an Each within
	}
	callers := make([]uintptr, 30)
	return &Panic{value, callers[:runtime.Callers(4, callers)]}
}
