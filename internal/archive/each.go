package archive

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each does a job for each of n things, at most jobs at a time, and hands over
// the answers in order, each as soon as those before it were handed over. Done
// is never called by two goroutines at once. A panic of a job is one of Each, when
// the others are done.
func Each[T any](n, jobs int, do func(i int) T, done func(i int, answer T)) {
	answers := make([]chan T, n)
	for i := range answers {
		answers[i] = make(chan T, 1)
	}
	// A worker may run ahead of what was handed over by a few things only, so that
	// the answers waiting do not fill the memory.
	ahead := make(chan struct{}, 2*jobs)
	var panicked atomic.Pointer[any]
	var g errgroup.Group
	g.SetLimit(jobs + 1)
	g.Go(func() error {
		for i := range n {
			if answer, ok := <-answers[i]; ok {
				done(i, answer)
			}
			<-ahead
		}
		return nil
	})
	for i := range n {
		ahead <- struct{}{}
		g.Go(func() error {
			defer func() {
				if p := recover(); p != nil {
					panicked.CompareAndSwap(nil, &p)
					close(answers[i])
				}
			}()
			answers[i] <- do(i)
			return nil
		})
	}
	g.Wait()
	if p := panicked.Load(); p != nil {
		panic(*p)
	}
}
