package dev.coffer.observe;

import dev.coffer.Entry;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The entries of a listing; the time until the first is the operation's. */
final class ObservedEntries implements Spliterator<Entry> {
  private final Spliterator<Entry> entries;
  private final ActiveOperation running;
  private boolean begun;
  private boolean ahead;
  private @Nullable Entry held;

  ObservedEntries(Spliterator<Entry> entries, ActiveOperation running) {
    this.entries = entries;
    this.running = running;
  }

  /**
   * Fetches the first entry within the call, whose outcome then includes a failure of the listing.
   */
  ObservedEntries lookAhead() {
    begun = true;
    ahead = entries.tryAdvance(entry -> held = entry);
    return this;
  }

  Stream<Entry> closing(Stream<Entry> source) {
    return StreamSupport.stream(this, false)
        .onClose(source::close)
        .onClose(() -> running.end(null));
  }

  @Override
  public boolean tryAdvance(Consumer<? super Entry> action) {
    if (!next()) {
      running.end(null);
      return false;
    }
    // Outside of what is observed: an exception of the caller is not a failure of the store.
    action.accept(Objects.requireNonNull(held));
    return true;
  }

  private boolean next() {
    if (ahead) {
      ahead = false;
      return true;
    }
    boolean first = !begun;
    begun = true;
    begin(first);
    boolean more;
    try {
      more = entries.tryAdvance(entry -> held = entry);
    } catch (Throwable e) {
      finish(first);
      running.end(e);
      throw e;
    }
    finish(first);
    return more;
  }

  private void begin(boolean first) {
    if (first) {
      running.resume();
    } else {
      running.enter();
    }
  }

  private void finish(boolean first) {
    if (first) {
      running.pause();
    } else {
      running.leave();
    }
  }

  @Override
  public @Nullable Spliterator<Entry> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL;
  }
}
