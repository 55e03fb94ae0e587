package dev.coffer.local;

import java.io.IOException;
import java.util.Objects;

/**
 * A change was made and is visible, but bringing it to the disk failed: whether it survives a power
 * failure is unknown. This keeps the failure of a later step from being mistaken for a refusal of
 * the change.
 */
final class UnsettledChangeException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnsettledChangeException(IOException failure) {
    super(failure);
  }

  /** Does what follows a change. */
  static void after(FileWork.Action step) throws UnsettledChangeException {
    try {
      step.run();
    } catch (UnsettledChangeException e) {
      throw e;
    } catch (IOException e) {
      throw new UnsettledChangeException(e);
    }
  }

  IOException failure() {
    return (IOException) Objects.requireNonNull(getCause());
  }
}
