package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Threads that start together. */
final class StartedThreads {
  /** Longer than any case needs, so that a store that never returns fails instead of hanging. */
  private static final long PATIENCE_SECONDS = 120;

  /** What each thread does. */
  interface Task {
    void run(int member) throws Exception;
  }

  private StartedThreads() {}

  /** Runs a task in several threads; fails if one of them fails. */
  static void run(int size, Task task) {
    for (Throwable failure : failuresOf(size, task)) {
      throw new AssertionError("a thread of " + size + " failed: " + failure, failure);
    }
  }

  /** Runs tasks concurrently; fails if one of them fails. */
  static void run(Task... tasks) {
    run(tasks.length, member -> tasks[member].run(member));
  }

  /** Runs a task in several threads and returns what was thrown. */
  static List<Throwable> failuresOf(int size, Task task) {
    ExecutorService threads = Executors.newFixedThreadPool(size, StartedThreads::daemon);
    try {
      CyclicBarrier start = new CyclicBarrier(size);
      List<Future<?>> members = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int member = i;
        members.add(
            threads.submit(
                () -> {
                  start.await();
                  task.run(member);
                  return true;
                }));
      }
      return collect(members);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Throwable> collect(List<Future<?>> members) {
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> member : members) {
      Throwable failure = failureOf(member);
      if (failure != null) {
        failures.add(failure);
      }
    }
    return failures;
  }

  private static @Nullable Throwable failureOf(Future<?> member) {
    try {
      member.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("a thread does not end", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "crew");
    thread.setDaemon(true);
    return thread;
  }
}
