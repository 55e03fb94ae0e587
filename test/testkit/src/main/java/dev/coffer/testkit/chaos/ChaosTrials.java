package dev.coffer.testkit.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs all mishaps at all steps of a call, several at a time, since most of the time is spent
 * waiting.
 */
final class ChaosTrials {
  private final ChaosContract contract;

  ChaosTrials(ChaosContract contract) {
    this.contract = contract;
  }

  void run(Supplier<? extends ChaosCall> call, List<Mishap> mishaps, boolean lasting) {
    // A busy machine can be late once, which is a request more.
    int steps =
        Math.min(
            ChaosTrial.stepsOf(contract, call.get()), ChaosTrial.stepsOf(contract, call.get()));
    List<ChaosTrial> trials = new ArrayList<>();
    // Lasting mishaps behave the same at neighbouring steps, and each costs the full deadline of
    // the store.
    for (int step : lasting ? fewOf(steps) : all(steps)) {
      for (Mishap mishap : mishaps) {
        trials.add(new ChaosTrial(contract, call.get(), mishap, step, lasting));
      }
    }
    List<ChaosTrial> run = spread(trials, contract.trialsOfACase());
    List<AssertionError> failures = failuresOf(run);
    if (!failures.isEmpty()) {
      AssertionError first = failures.get(0);
      String counts = failures.size() + " of " + run.size() + " trials failed; ";
      AssertionError all = new AssertionError(counts + first.getMessage(), first);
      failures.stream().skip(1).forEach(all::addSuppressed);
      throw all;
    }
  }

  private static int[] all(int steps) {
    return IntStream.rangeClosed(1, steps).toArray();
  }

  private static int[] fewOf(int steps) {
    return IntStream.of(1, (steps + 1) / 2, steps).distinct().toArray();
  }

  private static List<ChaosTrial> spread(List<ChaosTrial> trials, int most) {
    int size = trials.size();
    int count = Math.min(size, most);
    return IntStream.range(0, count)
        .mapToObj(i -> trials.get((int) ((long) i * size / count)))
        .toList();
  }

  private List<AssertionError> failuresOf(List<ChaosTrial> trials) {
    ExecutorService threads = Executors.newFixedThreadPool(contract.trialsAtOnce());
    try {
      List<Callable<Optional<AssertionError>>> tasks = new ArrayList<>();
      trials.forEach(trial -> tasks.add(() -> failureOf(trial)));
      List<AssertionError> failures = new ArrayList<>();
      for (Future<Optional<AssertionError>> result : threads.invokeAll(tasks)) {
        result.get().ifPresent(failures::add);
      }
      return failures;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the trials did not run", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private String unended() {
    return ": not ended after "
        + contract.deadline()
        + "; does openStore give its client the limits of clientTimes()? With options of"
        + " BucketOptions: "
        + new TreeMap<>(contract.clientTimes().options());
  }

  /** Runs a trial in a thread of its own, so that one that never ends fails. */
  private Optional<AssertionError> failureOf(ChaosTrial trial) throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> result =
          thread.submit(
              () -> {
                trial.run();
                return true;
              });
      result.get(contract.deadline().toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(new AssertionError(trial + ": " + e.getCause(), e));
    } catch (TimeoutException e) {
      return Optional.of(new AssertionError(trial + unended(), e));
    } finally {
      thread.shutdownNow();
    }
  }
}
