package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"betten/internal/parallel"
)

// untilStopped returns a context that is done when the user stops the program. A
// second signal ends it at once.
func untilStopped() (ctx context.Context, letGo func()) {
	ctx, letGo = signal.NotifyContext(context.Background(), stopSignals()...)
	context.AfterFunc(ctx, letGo)
	return ctx, letGo
}

// stopSignals are those that stop the program, except the ones that whoever started it
// wants it to survive, as nohup does.
func stopSignals() []os.Signal {
	return append(slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGHUP}, signal.Ignored), syscall.SIGTERM)
}

// outliveReader lets the program finish its files when the reader of its output has
// gone: printing then fails, where it would end the program.
func outliveReader() (letGo func()) {
	ignored := make(chan os.Signal, 1)
	signal.Notify(ignored, syscall.SIGPIPE)
	return func() { signal.Stop(ignored) }
}

// await computes something, unless ctx is done before.
func await[T any](ctx context.Context, compute func() T) (answer T, err error) {
	err = parallel.Until(ctx, 1, 1, func(int) T { return compute() }, func(_ int, a T) { answer = a })
	return answer, err
}
