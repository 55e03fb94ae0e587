package dev.coffer.local;

import java.io.IOException;
import java.io.InterruptedIOException;

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
    return (IOException) new InterruptedIOException().initCause(e);
  }
}
