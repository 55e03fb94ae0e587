package dev.coffer.s3;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Aborts a request at the moment in which the thread that waits for it is interrupted: a socket's
 * read does not notice an interrupt by itself. It is a channel only because the JDK tells channels
 * of an interrupt; the thread that interrupts does the aborting, and no other thread is needed.
 */
final class Interruptible extends AbstractInterruptibleChannel {
  private final Runnable abort;

  Interruptible(Runnable abort) {
    this.abort = abort;
  }

  /** What may block. */
  interface Blocking<T> {
    T run() throws IOException;
  }

  /**
   * Runs what may block.
   *
   * @throws ClosedByInterruptException when the thread was interrupted; the flag is set
   */
  <T> T run(Blocking<T> blocking) throws IOException {
    begin();
    try {
      return blocking.run();
    } finally {
      end(true);
    }
  }

  /**
   * Arms it again inside of {@link #run}, after code that may have used a channel of its own: a
   * thread has one channel that is told.
   */
  void arm() {
    begin();
  }

  @Override
  protected void implCloseChannel() {
    abort.run();
  }
}
