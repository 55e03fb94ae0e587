package dev.coffer.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The contestants of a race that are opened for it, as far as they run on this machine.
 *
 * @param <S> what they work on
 */
final class Peers<S extends Closeable> implements Closeable {
  private final List<String> names = new ArrayList<>();
  private final List<S> opened = new ArrayList<>();

  /** Opens a library. */
  interface Opening<S> {
    S open() throws Exception;
  }

  /** Adds a library, unless it has a native part that is not made for this machine. */
  Peers<S> with(String name, Opening<? extends S> opening) throws Exception {
    try {
      opened.add(opening.open());
      names.add(name);
    } catch (UnsatisfiedLinkError | UnsupportedOperationException e) {
      System.err.println(name + " does not run on this machine: " + e.getMessage());
    }
    return this;
  }

  List<S> opened() {
    return opened;
  }

  /** Adds all to a race. */
  void enter(Race<? super S> race) {
    for (int i = 0; i < names.size(); i++) {
      race.with(names.get(i), opened.get(i));
    }
  }

  @Override
  public void close() throws IOException {
    for (S files : opened) {
      files.close();
    }
  }
}
