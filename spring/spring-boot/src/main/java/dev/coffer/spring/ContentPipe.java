package dev.coffer.spring;

import dev.coffer.ContentWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes from the thread that has them to the thread that stores them. The content is whole
 * only after {@link #end}; without it, the store gets an error in place of the end of the content.
 */
final class ContentPipe implements ContentWriter {
  private static final int LARGEST_CHUNK = 64 * 1024;
  private static final byte[] END = {};

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private byte @Nullable [] chunk;
  private boolean aborted;
  private boolean receiverGone;

  /** Waits until the chunks before are taken. Returns false if nobody will take this one. */
  boolean send(byte[] bytes, int offset, int length) throws InterruptedIOException {
    for (int from = offset, end = offset + length; from < end; from += LARGEST_CHUNK) {
      int to = Math.min(end, from + LARGEST_CHUNK);
      if (!put(Arrays.copyOfRange(bytes, from, to))) {
        return false;
      }
    }
    return true;
  }

  /** Says that the content is whole. */
  void end() throws InterruptedIOException {
    put(END);
  }

  private boolean put(byte[] next) throws InterruptedIOException {
    lock.lock();
    try {
      awaitWhile(() -> chunk != null && !receiverGone);
      chunk = next;
      changed.signalAll();
      return !receiverGone;
    } finally {
      lock.unlock();
    }
  }

  /** Has the store fail, so that it publishes nothing. */
  void abort() {
    lock.lock();
    try {
      aborted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the sender, if the store takes no more. */
  void receiverEnded() {
    lock.lock();
    try {
      receiverGone = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] next = take();
    while (next != END) {
      out.write(next);
      next = take();
    }
  }

  private byte[] take() throws IOException {
    lock.lock();
    try {
      awaitWhile(() -> chunk == null && !aborted);
      byte[] next = chunk;
      if (aborted || next == null) {
        throw new IOException("the stream was closed before its content was complete");
      }
      chunk = null;
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void awaitWhile(BooleanSupplier condition) throws InterruptedIOException {
    try {
      while (condition.getAsBoolean()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
