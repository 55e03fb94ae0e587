package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A read of a file or of a part of it, to its end. */
final class Reading implements ChaosCall {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  Reading(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  @Override
  public void prepare(FileStore store) {
    store.write("a", bytes);
  }

  @Override
  public void run(FileStore store) {
    boolean whole = offset == 0 && length == bytes.length;
    try (InputStream in = whole ? store.open("a") : store.open("a", offset, length)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    assertThat(store.stat("a").orElseThrow().size()).isEqualTo(bytes.length);
  }
}
