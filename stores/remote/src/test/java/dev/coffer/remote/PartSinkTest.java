package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import dev.coffer.Undeclared;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartSinkTest {
  private final Map<Integer, byte[]> sent = new ConcurrentSkipListMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Thread writer = Thread.currentThread();
  private int begun;
  private int failing;
  private @Nullable Exception undeclared;

  /** As a service that is so slow that whoever writes has to wait for it. */
  private void awaitTheWriter() {
    while (writer.getState() != Thread.State.WAITING) {
      LockSupport.parkNanos(1000);
    }
  }

  /** Parts of 1,000 bytes that double after each second of at most 22, three at once. */
  private final class Sink extends PartSink {
    Sink() {
      super(FilePath.of("a"), "test", new PartSizes(1000, 8000, 22), 3);
    }

    @Override
    protected void begin() {
      begun++;
    }

    @Override
    protected void send(Part part) {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        sent.put(part.number(), part.stream().readAllBytes());
        awaitTheWriter();
        if (part.number() == failing) {
          throw undeclared != null
              ? Undeclared.thrown(undeclared)
              : new ConnectionException(new ErrorContext("write", "a", "test"), null, null);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private byte[] joined(@Nullable Part whole) throws IOException {
    if (whole != null) {
      return whole.stream().readAllBytes();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : sent.values()) {
      all.write(part);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 2000, 2001, 3999, 4000, 4001, 50_000})
  void everyByteIsInItsPlace(int size) throws IOException {
    byte[] bytes = bytes(size);
    assertThat(joined(new Sink().pull(Content.of(bytes)))).isEqualTo(bytes);
    sent.clear();
    assertThat(joined(new Sink().pull(Content.of(new ByteArrayInputStream(bytes)))))
        .isEqualTo(bytes);
    assertThat(begun).isEqualTo(size > 1000 ? 2 : 0);
  }

  @Test
  void partsOfUnknownLengthGrow() {
    Part unused = new Sink().pull(Content.of(new ByteArrayInputStream(bytes(15_000))));
    assertThat(sent.values())
        .extracting(part -> part.length)
        .containsExactly(1000, 1000, 2000, 2000, 4000, 4000, 1000);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void aPartThatFailsFailsTheWriteAndNothingIsUnderWayAfterwards() {
    failing = 2;
    assertThrows(ConnectionException.class, () -> new Sink().pull(Content.of(bytes(60_000))));
    assertThat(underWay).hasValue(0);
  }

  @Test
  void aPartThatFailsUndeclaredFailsTheWriteToo() {
    failing = 2;
    undeclared = new TimeoutException("of the test");
    assertThat(
            assertThrows(
                UndeclaredThrowableException.class,
                () -> new Sink().pull(Content.of(bytes(60_000)))))
        .hasCause(undeclared);
    assertThat(underWay).hasValue(0);
  }

  @Test
  void aSourceThatFailsFailsTheWrite() {
    Content broken =
        Content.of(
            out -> {
              out.write(bytes(5000));
              throw new IOException("broke");
            });
    assertThrows(StorageFailureException.class, () -> new Sink().pull(broken));
    assertThat(underWay).hasValue(0);
  }

  /** Parts of 8 MiB that grow to 64 MiB, four at once, to a service that is slow. */
  private final class LargeSink extends PartSink {
    private final AtomicLong bytesUnderWay = new AtomicLong();
    private final AtomicLong mostBytes = new AtomicLong();
    private final CountDownLatch firstThree = new CountDownLatch(3);

    LargeSink() {
      super(FilePath.of("a"), "test", new PartSizes(8 << 20, 64 << 20, 44), 4);
    }

    @Override
    protected void begin() {
      begun++;
    }

    @Override
    protected void send(Part part) {
      mostBytes.accumulateAndGet(bytesUnderWay.addAndGet(part.bytes().length), Math::max);
      firstThree.countDown();
      awaitTheFirst();
      awaitTheWriter();
      bytesUnderWay.addAndGet(-part.bytes().length);
    }

    /** However late their threads start: none of three small parts ends before all have begun. */
    private void awaitTheFirst() {
      try {
        assertThat(firstThree.await(1, TimeUnit.MINUTES)).as("small parts at once").isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void fewerPartsAreHeldAsTheyGrow() {
    LargeSink sink = new LargeSink();
    byte[] piece = new byte[1 << 20];
    Content long700 =
        Content.of(
            out -> {
              for (int i = 0; i < 700; i++) {
                out.write(piece);
              }
            });
    assertThat(sink.pull(long700)).isNull();
    assertThat(sink.mostBytes.get()).isLessThanOrEqualTo(64 << 20);
  }
}
