package dev.coffer.local;

import java.io.IOException;

/** Work on the file system. */
@FunctionalInterface
interface Work<T> {
  T run() throws IOException, InterruptedException;
}
