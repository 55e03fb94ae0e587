package dev.coffer.remote;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Aborts a request at the moment in which the thread that waits for it is interrupted: a socket's
 * read does not notice an interrupt by itself. It is a channel only because the JDK tells channels
 * of an interrupt; the thread that interrupts does the aborting, and no other thread is needed.
 */
public final class Interruptible extends AbstractInterruptibleChannel {
  private final Runnable abort;

  /**
   * Makes one for a request.
   *
   * @param abort ends what blocks, on another thread than the one that waits
   */
  public Interruptible(Runnable abort) {
    this.abort = abort;
  }

  /**
   * What may block.
   *
   * @param <T> what it gives
   */
  public interface Blocking<T> {
    /**
     * Runs it.
     *
     * @return what it gives
     * @throws IOException when it fails or was aborted
     */
    T run() throws IOException;
  }

  /**
   * Runs what may block.
   *
   * @param <T> what it gives
   * @param blocking run on this thread
   * @return what it gave
   * @throws ClosedByInterruptException when the thread was interrupted; the flag is set
   * @throws IOException when it fails
   */
  public <T> T run(Blocking<T> blocking) throws IOException {
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
  public void arm() {
    begin();
  }

  @Override
  protected void implCloseChannel() {
    abort.run();
  }
}
