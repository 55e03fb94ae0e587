package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The base class of event logs that are another one: forwards every call. */
public abstract class ForwardingEventLog implements FileEventLog {
  private final FileEventLog delegate;

  /**
   * Wraps a log.
   *
   * @param delegate receives the calls that a subclass does not override; closed with this log
   */
  protected ForwardingEventLog(FileEventLog delegate) {
    this.delegate = delegate;
  }

  @Override
  public Change begin(Intent intent) {
    return delegate.begin(intent);
  }

  @Override
  public Supplier<Change> beginning(Intent intent) {
    return delegate.beginning(intent);
  }

  @Override
  public boolean settle(Function<FilePath, Optional<FileInfo>> store) {
    return delegate.settle(store);
  }

  @Override
  public void listen(Consumer<FileEvent> listener) {
    delegate.listen(listener);
  }

  @Override
  public EventQueue queue(String receiver) {
    return delegate.queue(receiver);
  }

  @Override
  public List<ReceiverState> receivers() {
    return delegate.receivers();
  }

  @Override
  public List<FileEvent> events(long after, int max) {
    return delegate.events(after, max);
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return delegate.deadLetters();
  }

  @Override
  public int replayDead(PathPattern pattern) {
    return delegate.replayDead(pattern);
  }

  @Override
  public int replay(Instant since, PathPattern pattern) {
    return delegate.replay(since, pattern);
  }

  @Override
  public void close() {
    delegate.close();
  }

  /** Returns the name of the log below. */
  @Override
  public String toString() {
    return delegate.toString();
  }
}
