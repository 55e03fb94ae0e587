package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Content;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A file has as many bytes as {@code maxFileSize} of the capabilities, and no more. */
interface LargestFileCases extends StoreUnderTest {
  /** A larger file takes too long to write in a test. */
  int MOST_BYTES = 16 << 20;

  @Test
  default void aFileLargerThanTheLargestIsRefusedBeforeItIsRead() {
    long largest = store().capabilities().maxFileSize();
    assumeTrue(largest < Long.MAX_VALUE, "the store has no largest file");
    store().write("a", "old");
    AtomicBoolean read = new AtomicBoolean();
    Content content = Content.of(noticing(read), largest + 1);
    isRefused(() -> store().write("a", content, WriteOptions.DEFAULTS));
    assertThat(read).as("bytes were read").isFalse();
    assertThat(store().readString("a")).isEqualTo("old");
  }

  @Test
  default void aContentOfUnknownLengthThatIsLargerThanTheLargestFileIsRefused() {
    int largest = smallLargest();
    store().write("a", "old");
    isRefused(() -> store().write("a", new ByteArrayInputStream(new byte[largest + 1])));
    assertThat(store().readString("a")).isEqualTo("old");
    assertThat(store().list("")).containsExactly("a");
  }

  @Test
  default void aFileAsLargeAsTheLargestIsStored() {
    byte[] bytes = Samples.bytes(smallLargest());
    store().write("a", bytes);
    store().write("b", new ByteArrayInputStream(bytes));
    assertThat(store().readBytes("a")).isEqualTo(bytes);
    assertThat(store().readBytes("b")).isEqualTo(bytes);
  }

  private int smallLargest() {
    long largest = store().capabilities().maxFileSize();
    assumeTrue(largest <= MOST_BYTES, "the largest file of the store is too large for a test");
    return (int) largest;
  }

  /** A store that cannot keep it says so in advance; one whose room ends there is full. */
  private static void isRefused(Executable write) {
    FileStoreException e = assertThrows(FileStoreException.class, write);
    assertThat(e).isInstanceOfAny(UnsupportedFeatureException.class, StorageFullException.class);
    assertThat(e.path()).isEqualTo("a");
  }

  private static InputStream noticing(AtomicBoolean read) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        read.set(true);
        throw new IOException("it should not have been read");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
