package archive

import "golang.org/x/sync/errgroup"

// Each does a job for each of n things, at most jobs at a time, and hands over
// the answers in order, each as soon as those before it were handed over. Done
// is never called by two goroutines at once.
func Each[T any](n, jobs int, do func(i int) T, done func(i int, answer T)) {
	answers := make([]chan T, n)
	for i := range answers {
		answers[i] = make(chan T, 1)
	}
	// A worker may run ahead of what was handed over by a few things only, so that
	// the answers waiting do not fill the memory.
	ahead := make(chan struct{}, 2*jobs)
	var g errgroup.Group
	g.SetLimit(jobs + 1)
	g.Go(func() error {
		for i := range n {
			done(i, <-answers[i])
			<-ahead
		}
		return nil
	})
	for i := range n {
		ahead <- struct{}{}
		g.Go(func() error {
			answers[i] <- do(i)
			return nil
		})
	}
	g.Wait()
}
