package dev.coffer.retry;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A thread that makes one call, and what became of both. */
final class Caller {
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private final CompletableFuture<Object> answer = new CompletableFuture<>();
  private final Thread thread;

  private Caller(Callable<?> call) {
    thread = new Thread(() -> run(call));
    thread.setDaemon(true);
  }

  static Caller of(Callable<?> call) {
    Caller caller = new Caller(call);
    caller.thread.start();
    return caller;
  }

  private void run(Callable<?> call) {
    try {
      Object value = call.call();
      interrupted.complete(Thread.interrupted());
      answer.complete(value);
    } catch (Exception | Error e) {
      interrupted.complete(Thread.interrupted());
      answer.completeExceptionally(e);
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean isDone() {
    return answer.isDone();
  }

  /** Waits for the end, which must be a failure. */
  Throwable failure() throws InterruptedException {
    try {
      throw new AssertionError("it has answered: " + answer.get());
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }

  /** Waits for the end, which must be an answer. */
  Object answer() throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new AssertionError("it has failed", e.getCause());
    }
  }

  /** Whether the flag was set at the end. */
  boolean isInterrupted() {
    return interrupted.join();
  }
}
