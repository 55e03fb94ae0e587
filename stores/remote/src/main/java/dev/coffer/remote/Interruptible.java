package dev.coffer.remote;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Aborts a request as soon as the thread that waits for it is interrupted, since a read from a
 * socket does not notice an interrupt by itself. It is a channel only because the JDK notifies
 * channels of an interrupt; the interrupting thread aborts the request, so no other thread is
 * needed.
 */
public final class Interruptible extends AbstractInterruptibleChannel {
  private final Runnable abort;

  /**
   * Creates an instance for a request.
   *
   * @param abort ends the blocking call; runs on another thread than the waiting one
   */
  public Interruptible(Runnable abort) {
    this.abort = abort;
  }

  /**
   * A call that may block.
   *
   * @param <T> the result
   */
  public interface Blocking<T> {
    /**
     * Runs the call.
     *
     * @return the result
     * @throws IOException if it fails or was aborted
     */
    T run() throws IOException;
  }

  /**
   * Runs a call that may block.
   *
   * @param <T> the result
   * @param blocking the call, run on this thread
   * @return its result
   * @throws ClosedByInterruptException if the thread was interrupted; its interrupt flag is set
   * @throws IOException if it fails
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
   * Arms this again inside {@link #run}, after code that may have used a channel of its own: only
   * one channel per thread is notified.
   */
  public void arm() {
    begin();
  }

  @Override
  protected void implCloseChannel() {
    abort.run();
  }
}
