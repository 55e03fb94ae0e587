package dev.coffer.app;

import dev.coffer.Content;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a long work is, on one line of a terminal that is drawn over and gone at the end.
 * Where standard error is no terminal, and for work that is done soon, nothing is shown.
 */
final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = 300_000_000;
  private static final long EVERY_NANOS = 100_000_000;

  private final String name;
  private final @Nullable PrintStream terminal;
  private final LongSupplier clock;
  private final long start;
  private long total = -1;
  private long done;
  private long next;
  private int drawn;

  private Progress(String name, @Nullable PrintStream terminal, LongSupplier clock) {
    this.name = name;
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.next = FIRST_NANOS;
  }

  /** Of a work whose data do not go to the terminal. */
  static Progress of(String name, Console console) {
    return of(name, console, System::nanoTime);
  }

  static Progress of(String name, Console console, LongSupplier clock) {
    return new Progress(name, console.terminals().err() ? console.err() : null, clock);
  }

  /** Shows nothing. */
  static Progress none() {
    return new Progress("", null, System::nanoTime);
  }

  boolean isShown() {
    return terminal != null;
  }

  /** Starts counting again, to a number of bytes or, when it is negative, to an unknown end. */
  synchronized void begin(long bytes) {
    total = bytes;
    done = 0;
  }

  /** Content that shows how far it is taken, each time from its begin. */
  Content of(Content content) {
    if (!isShown()) {
      return content;
    }
    Increments taken = new Increments(this::add);
    return content.reporting(
        soFar -> {
          if (soFar == 0) {
            begin(content.size().orElse(-1));
          }
          taken.accept(soFar);
        });
  }

  synchronized void add(long bytes) {
    done += bytes;
    if (terminal == null) {
      return;
    }
    long now = clock.getAsLong() - start;
    if (now >= next) {
      next = now + EVERY_NANOS;
      draw(terminal, new ProgressLine(name, done, total, now).toString());
    }
  }

  private void draw(PrintStream out, String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
    out.flush();
    drawn = line.length();
  }

  /** Takes the line away, so that something else can be printed; it comes back by itself. */
  synchronized void clear() {
    if (terminal != null && drawn > 0) {
      draw(terminal, "");
      terminal.print("\r");
      terminal.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
