package dev.coffer.local;

import java.io.IOException;
import java.util.Objects;

/**
 * A change was made and is visible, and what was to bring it to the disk failed: nobody can tell
 * whether it survives a power failure. It keeps what a later step threw from being taken for a
 * refusal of the change.
 */
final class UnsettledChangeException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnsettledChangeException(IOException failure) {
    super(failure);
  }

  /** Does what follows a change. */
  static void after(Step step) throws UnsettledChangeException {
    try {
      step.run();
    } catch (UnsettledChangeException e) {
      throw e;
    } catch (IOException e) {
      throw new UnsettledChangeException(e);
    }
  }

  /** What follows a change. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  IOException failure() {
    return (IOException) Objects.requireNonNull(getCause());
  }
}
