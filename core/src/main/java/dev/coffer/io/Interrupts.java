package dev.coffer.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;

/** Tells the exceptions of an interrupted thread from others. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Returns whether an exception was caused by an interrupt of the thread.
   *
   * @param e what a read or write has thrown
   * @return false for a {@link SocketTimeoutException}, which is an {@link InterruptedIOException}
   *     although nobody has interrupted the thread
   */
  public static boolean isInterrupt(IOException e) {
    return e instanceof ClosedByInterruptException
        || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
  }

  /**
   * Returns an I/O error that is an interrupt if its cause is.
   *
   * @param cause what was thrown undeclared
   * @return the error
   */
  public static IOException asIoException(Throwable cause) {
    return cause instanceof InterruptedException
        ? (IOException) new InterruptedIOException().initCause(cause)
        : new IOException(cause);
  }
}
