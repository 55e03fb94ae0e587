package dev.coffer.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection, with latency. It delays bytes without limiting the bandwidth:
 * bytes written at the same moment arrive at the same moment. Its thread starts with the first byte
 * that has to wait.
 */
final class DelayLine extends OutputStream {
  private static final int MOST_PIECES = 256;

  private final OutputStream out;
  private final LongSupplier delayNanos;
  private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(MOST_PIECES);
  private volatile @Nullable Thread carrier;
  private volatile @Nullable IOException failure;

  /** Bytes and their time of arrival; the last piece of a line is empty. */
  private static final class Piece {
    final byte[] bytes;
    final long due;

    Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  DelayLine(OutputStream out, LongSupplier delayNanos) {
    this.out = out;
    this.delayNanos = delayNanos;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] buffer, int offset, int length) throws IOException {
    long delay = delayNanos.getAsLong();
    if (delay == 0 && carrier == null) {
      out.write(buffer, offset, length);
    } else if (length > 0) {
      byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
      send(new Piece(bytes, now() + delay));
    }
  }

  private static long now() {
    return System.nanoTime();
  }

  private void send(Piece piece) throws IOException {
    if (carrier == null) {
      carrier = ChaosProxy.start("delay", this::carry);
    }
    IOException broken = failure;
    if (broken != null) {
      throw new IOException("the other side is closed", broken);
    }
    try {
      underWay.put(piece);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the bytes were sent");
    }
  }

  private void carry() {
    try {
      for (Piece piece = underWay.take(); piece.bytes.length > 0; piece = underWay.take()) {
        for (long left = piece.due - now(); left > 0; left = piece.due - now()) {
          LockSupport.parkNanos(left);
          if (Thread.interrupted()) {
            return;
          }
        }
        deliver(piece.bytes);
      }
    } catch (InterruptedException e) {
      // The connection was closed: bytes in transit are lost, as on a cut line.
    }
  }

  /** After a failure the rest is accepted and discarded, so that no writer blocks. */
  private void deliver(byte[] bytes) {
    if (failure == null) {
      try {
        out.write(bytes);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** Returns when all bytes have arrived; nothing may be written after it. */
  @Override
  public synchronized void close() throws IOException {
    Thread running = carrier;
    if (running != null) {
      send(new Piece(new byte[0], now()));
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends at once; bytes in transit are lost. */
  void cut() {
    Thread running = carrier;
    if (running != null) {
      running.interrupt();
    }
  }
}
