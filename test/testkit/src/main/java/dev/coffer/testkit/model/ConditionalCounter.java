package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A number in a file that threads increment by a read and a conditional write. The history of all
 * steps must be one chain: each step starts from what another one wrote, and no two from the same.
 */
final class ConditionalCounter {
  private static final String FILE = "counters/counter";

  /** One increment that succeeded. */
  private record Step(String from, String to, int value) {}

  private final FileStore store;
  private final int increments;

  /** Creates a counter in a store without that file. */
  ConditionalCounter(FileStore store, int increments) {
    this.store = store;
    this.increments = increments;
  }

  void check(int threads) {
    String first = store.write(FILE, "0").etag();
    List<Callable<List<Step>>> tasks = Collections.nCopies(threads, this::countUp);
    List<Step> steps = new ArrayList<>();
    AtOnce.call(tasks).forEach(steps::addAll);
    try {
      checkChain(first, steps);
      int last = Integer.parseInt(store.readString(FILE));
      Mismatch.unlessEqual("the counter at the end", threads * increments, last);
    } catch (Mismatch e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /**
   * Runs the part of one thread. Every value that it reads must be at least the one that it wrote
   * before.
   */
  private List<Step> countUp() {
    List<Step> steps = new ArrayList<>();
    int seen = 0;
    while (steps.size() < increments) {
      Step step = read();
      Mismatch.unless(
          step.value > seen, "the counter after " + seen, "at least that", step.value - 1);
      try {
        byte[] next = Integer.toString(step.value).getBytes(StandardCharsets.US_ASCII);
        FileInfo written = store.write(FILE, next, WriteOptions.DEFAULTS.ifMatch(step.from));
        steps.add(new Step(step.from, written.etag(), step.value));
        seen = step.value;
      } catch (ConflictException e) {
        Thread.onSpinWait(); // another thread was first: read again
      }
    }
    return steps;
  }

  /** Returns the next step from the current value. */
  private Step read() {
    try (OpenedFile file = store.read(FilePath.ofFile(FILE), ReadOptions.DEFAULTS)) {
      String text = new String(file.stream().readAllBytes(), StandardCharsets.US_ASCII);
      return new Step(file.info().etag(), "", Integer.parseInt(text) + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkChain(String first, List<Step> steps) {
    Map<String, Step> byStart = new HashMap<>();
    for (Step step : steps) {
      Step other = byStart.put(step.from, step);
      Mismatch.unless(other == null, "writes on the condition " + step.from, "one", "two");
    }
    String etag = first;
    for (int value = 1; value <= steps.size(); value++) {
      Step step = byStart.get(etag);
      if (step == null || step.value != value) {
        throw new Mismatch("no step from " + (value - 1) + " to " + value + ": " + step, null);
      }
      etag = step.to;
    }
  }
}
