package dev.coffer.local;

import dev.coffer.io.Interrupts;
import java.io.IOException;

/** Work on the file system. */
@FunctionalInterface
interface FileWork<T> {
  T run() throws IOException, InterruptedException;

  /** The same without a result. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Work that takes no locks, so that it does not wait for others. */
  @FunctionalInterface
  interface OnDisk<T> {
    T run() throws IOException;
  }

  /** The same, also without a result. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Keeps the thread interrupted, and returns the error for work that takes no locks. */
  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return Interrupts.asIoException(e);
  }
}
