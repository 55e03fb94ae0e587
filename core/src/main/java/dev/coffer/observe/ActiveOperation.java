package dev.coffer.observe;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An operation from its beginning to its end, which is reported once. */
final class ActiveOperation {
  private final StoreOperation operation;
  private final Collection<FilePath> paths;
  private final OperationCounter counter;
  private final LogLines lines;
  private final List<CallListener> watches;
  private final AtomicBoolean ended = new AtomicBoolean();
  private Optional<FileInfo> file = Optional.empty();
  private long bytes;
  private long nanos;
  private long begun;
  private boolean missingIsFine;

  private ActiveOperation(
      StoreOperation operation,
      Collection<FilePath> paths,
      OperationCounter counter,
      LogLines lines,
      List<CallListener> watches) {
    this.operation = operation;
    this.paths = paths;
    this.counter = counter;
    this.lines = lines;
    this.watches = watches;
  }

  static ActiveOperation begin(
      StoreOperation operation,
      Collection<FilePath> paths,
      OperationCounter counter,
      LogLines lines,
      List<OperationListener> listeners,
      String store) {
    List<CallListener> watches =
        listeners.isEmpty() ? List.of() : new ArrayList<>(listeners.size());
    ActiveOperation running = new ActiveOperation(operation, paths, counter, lines, watches);
    counter.begin();
    running.begun = System.nanoTime();
    if (!listeners.isEmpty()) {
      running.tell(listeners, new StoreCall(operation, List.copyOf(paths), store));
    }
    return running;
  }

  private void tell(List<OperationListener> listeners, StoreCall call) {
    try {
      for (OperationListener listener : listeners) {
        watches.add(listener.begin(call));
      }
    } catch (Throwable e) {
      failed(e);
      throw e;
    }
  }

  /** Resumes the measurement: the store works on the operation again. */
  void resume() {
    enter();
    begun = System.nanoTime();
  }

  /**
   * Pauses the measurement: the store has returned a part, and the caller works until the next
   * call.
   */
  void pause() {
    stop();
    leave();
  }

  private void stop() {
    nanos += System.nanoTime() - begun;
  }

  /** The store works on it again. */
  void enter() {
    for (int i = 0; i < watches.size(); i++) {
      watches.get(i).resumed();
    }
  }

  /** The store has returned something. */
  void leave() {
    for (int i = watches.size() - 1; i >= 0; i--) {
      watches.get(i).paused();
    }
  }

  void addBytes(long count) {
    bytes += count;
  }

  void ignoreMissing() {
    missingIsFine = true;
  }

  void found(FileInfo info) {
    file = Optional.of(info);
  }

  /**
   * The call has a result. If a listener throws, the call fails with that error.
   *
   * @param promised the bytes that it yields
   */
  void answered(long promised) {
    stop();
    try {
      tellAnswer(new Outcome(Optional.empty(), file, promised, nanos));
    } catch (Throwable e) {
      end(e);
      throw e;
    }
  }

  /** The call has its complete result. */
  void succeeded() {
    answered(bytes);
    end(null);
  }

  /** The call has failed. */
  void failed(Throwable error) {
    stop();
    try {
      tellAnswer(outcome(error));
    } catch (RuntimeException e) {
      error.addSuppressed(e);
    }
    end(error);
  }

  /** Notifies all listeners, and throws the first error. */
  private void tellAnswer(Outcome outcome) {
    RuntimeException first = null;
    for (int i = watches.size() - 1; i >= 0; i--) {
      try {
        watches.get(i).answered(outcome);
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** The operation is over: with its call, or with the stream that the call returned. */
  void end(@Nullable Throwable error) {
    if (ended.compareAndSet(false, true)) {
      Outcome outcome = outcome(error);
      counter.end(outcome);
      lines.log(operation, paths, outcome, missingIsFine, watches);
      for (int i = watches.size() - 1; i >= 0; i--) {
        watches.get(i).ended(outcome);
      }
    }
  }

  private Outcome outcome(@Nullable Throwable error) {
    return new Outcome(Optional.ofNullable(error), file, bytes, nanos);
  }
}
