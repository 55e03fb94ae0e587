package dev.coffer.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;

/** A process that holds the lock of a file until it is asked to release it. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(args[0], "rw");
        FileLock lock = file.getChannel().lock()) {
      System.out.println(lock.isValid() ? "held" : "not held");
      int unused = System.in.read();
    }
  }
}
