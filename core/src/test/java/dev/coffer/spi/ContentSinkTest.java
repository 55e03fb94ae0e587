package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.ContentWriter;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.Undeclared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ContentSinkTest {
  /** Keeps bytes until there are more than it has room for. */
  private static final class SmallSink extends ContentSink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Throwable full;

    SmallSink(Throwable full) {
      super(FilePath.of("d/file"), "small");
      this.full = full;
    }

    @Override
    protected void accept(byte[] bytes, int offset, int length) {
      if (count() + length > 10) {
        if (full instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) full;
      }
      kept.write(bytes, offset, length);
    }
  }

  private final StorageFullException full =
      new StorageFullException(new ErrorContext("write", "d/file", "small"), null, null);

  private final SmallSink sink = new SmallSink(full);

  /** A content that states a size which need not be its own. */
  private record Told(OptionalLong size, boolean isRepeatable, ContentWriter writer)
      implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      writer.writeTo(out);
    }
  }

  private static Content told(long size, ContentWriter writer) {
    return new Told(OptionalLong.of(size), false, writer);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anUndeclaredExceptionOfTheSourceIsAFailureOfTheSource() {
    Exception undeclared = new Exception("undeclared");
    Content content = Content.of(out -> Undeclared.thrown(undeclared));
    assertThatThrownBy(() -> sink.receive(content))
        .isInstanceOf(StorageFailureException.class)
        .hasRootCause(undeclared);
  }

  @Test
  void anUndeclaredInterruptOfTheSourceIsAnInterrupt() {
    Content content = Content.of(out -> Undeclared.thrown(new InterruptedException()));
    assertThatThrownBy(() -> sink.receive(content))
        .isInstanceOf(InterruptedOperationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void allBytesAreTakenAndCounted() {
    Content content =
        Content.of(
            out -> {
              out.write('a');
              write(out, "bcd");
              out.write(new byte[] {'x', 'e', 'x'}, 1, 1);
            });
    assertThat(sink.receive(content)).isEqualTo(5);
    assertThat(sink.kept.toString(StandardCharsets.UTF_8)).isEqualTo("abcde");
  }

  @Test
  void aFailureThatTheSourceSwallowsIsStillThrown() {
    Content swallows =
        Content.of(
            out -> {
              try {
                write(out, "more than ten bytes");
              } catch (RuntimeException e) {
                assertThat(e).isSameAs(full);
              }
            });
    assertThatThrownBy(() -> sink.receive(swallows)).isSameAs(full);
  }

  @Test
  void anErrorThatTheSourceSwallowsIsStillThrown() {
    Error noMemory = new OutOfMemoryError("no room");
    Content swallows =
        Content.of(
            out -> {
              try {
                write(out, "more than ten bytes");
              } catch (Error e) {
                assertThat(e).isSameAs(noMemory);
              }
            });
    assertThatThrownBy(() -> new SmallSink(noMemory).receive(swallows)).isSameAs(noMemory);
  }

  @Test
  void afterAFailureNothingIsTaken() {
    Content goesOn =
        Content.of(
            out -> {
              assertThatThrownBy(() -> write(out, "more than ten bytes")).isSameAs(full);
              assertThatThrownBy(() -> write(out, "a")).isSameAs(full);
            });
    assertThatThrownBy(() -> sink.receive(goesOn)).isSameAs(full);
    assertThat(sink.kept.size()).isZero();
  }

  @Test
  void aFailureThatTheSourceWrapsIsThrownAsItWas() {
    Content wrapsChecked =
        Content.of(
            out -> {
              try {
                write(out, "more than ten bytes");
              } catch (RuntimeException e) {
                throw new IOException("wrapped", e);
              }
            });
    Content wrapsUnchecked =
        Content.of(
            out -> {
              try {
                write(out, "more than ten bytes");
              } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", e);
              }
            });
    assertThatThrownBy(() -> sink.receive(wrapsChecked)).isSameAs(full);
    assertThatThrownBy(() -> new SmallSink(full).receive(wrapsUnchecked)).isSameAs(full);
  }

  @Test
  void aSourceThatFailsIsAStorageFailureWithItsCause() {
    IOException broken = new IOException("broken");
    Content fails =
        Content.of(
            out -> {
              throw broken;
            });
    assertThatThrownBy(() -> sink.receive(fails))
        .isInstanceOf(StorageFailureException.class)
        .hasCause(broken);
  }

  @Test
  void anUncheckedErrorOfTheSourceIsThrownAsItIs() {
    RuntimeException own = new IllegalStateException("the caller's own");
    Content fails =
        Content.of(
            out -> {
              throw own;
            });
    assertThatThrownBy(() -> sink.receive(fails)).isSameAs(own);
  }

  @Test
  void fewerBytesThanToldFail() {
    assertThatThrownBy(() -> sink.receive(told(3, out -> write(out, "ab"))))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("told 3 bytes and gave 2");
  }

  @Test
  void aSourceWithoutEndFailsAtTheFirstByteTooMany() {
    Content endless =
        told(
            3,
            out -> {
              while (true) {
                out.write('a');
              }
            });
    assertThatThrownBy(() -> sink.receive(endless))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("told 3 bytes and gave more");
    assertThat(sink.kept.size()).isEqualTo(3);
  }

  @Test
  void anInterruptEndsTheTransferAndStaysSet() {
    Content interrupts =
        Content.of(
            out -> {
              out.write('a');
              Thread.currentThread().interrupt();
              out.write('b');
            });
    assertThatThrownBy(() -> sink.receive(interrupts))
        .isInstanceOf(InterruptedOperationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sink.kept.size()).isEqualTo(1);
  }

  @Test
  void anInterruptedSourceIsAnInterruptedOperation() {
    Content interrupted =
        Content.of(
            out -> {
              throw new InterruptedIOException();
            });
    assertThatThrownBy(() -> sink.receive(interrupted))
        .isInstanceOf(InterruptedOperationException.class)
        .hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRangeOutsideTheArrayIsRefused() {
    assertThatThrownBy(() -> sink.write(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
