package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"betten/internal/parallel"
)

// untilStopped returns a context that is done when the user stops the program. A second
// signal ends the program at once.
func untilStopped() (ctx context.Context, letGo func()) {
	ctx, letGo = signal.NotifyContext(context.Background(), stopSignals()...)
	context.AfterFunc(ctx, letGo)
	return ctx, letGo
}

// stopSignals are the signals that stop the program. Signals that the parent process set to
// be ignored, as nohup does, are excluded.
func stopSignals() []os.Signal {
	return append(slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGHUP}, signal.Ignored), syscall.SIGTERM)
}

// outliveReader lets the program finish its files after the reader of its output has gone.
// Printing then fails instead of ending the program.
func outliveReader() (letGo func()) {
	ignored := make(chan os.Signal, 1)
	signal.Notify(ignored, syscall.SIGPIPE)
	return func() { signal.Stop(ignored) }
}

// await computes something, but returns early if ctx is done.
func await[T any](ctx context.Context, compute func() T) (answer T, err error) {
	err = parallel.Until(ctx, 1, 1, func(int) T { return compute() }, func(_ int, a T) { answer = a })
	return answer, err
}
