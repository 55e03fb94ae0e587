package dev.coffer.local;

import java.io.IOException;

/** Work on the file system. */
@FunctionalInterface
interface FileWork<T> {
  T run() throws IOException, InterruptedException;

  /** The same that takes no locks, so that it does not wait for others. */
  @FunctionalInterface
  interface OnDisk<T> {
    T run() throws IOException;
  }
}
