package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import org.jspecify.annotations.Nullable;

/** A write of one file: unconditional, if absent, or if it has a known version. */
final class Writing implements ChaosCall {
  private static final String OLD = "the old content";

  private final byte[] bytes;
  private final When when;
  private @Nullable String etag;

  /** The condition of the write. */
  enum When {
    ALWAYS,
    ABSENT,
    MATCHING
  }

  Writing(byte[] bytes, When when) {
    this.bytes = bytes;
    this.when = when;
  }

  @Override
  public void prepare(FileStore store) {
    if (when != When.ABSENT) {
      etag = store.write("a", OLD).etag();
    }
  }

  @Override
  public void run(FileStore store) {
    FileInfo written = store.write("a", Content.of(bytes), options());
    assertThat(written.size()).isEqualTo(bytes.length);
    etag = written.etag();
  }

  private WriteOptions options() {
    WriteOptions options = WriteOptions.DEFAULTS.contentType("text/plain").metadata("by", "ada");
    String old = etag;
    return when == When.ABSENT
        ? options.ifAbsent()
        : when == When.MATCHING && old != null ? options.ifMatch(old) : options;
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    boolean isNew = store.stat("a").filter(info -> info.size() == bytes.length).isPresent();
    if (ending != ChaosOutcome.UNKNOWN) {
      assertThat(isNew).as("the new content is there").isEqualTo(ending == ChaosOutcome.DONE);
    }
    if (isNew) {
      verifyNew(store, ending);
    } else if (when == When.ABSENT) {
      assertThat(store.exists("a")).isFalse();
    } else {
      assertThat(store.readString("a")).isEqualTo(OLD);
    }
  }

  private void verifyNew(FileStore store, ChaosOutcome ending) {
    assertThat(store.readBytes("a")).isEqualTo(bytes);
    FileInfo info = store.stat("a").orElseThrow();
    assertThat(info.metadata()).containsEntry("by", "ada");
    assertThat(info.contentType()).contains("text/plain");
    if (ending == ChaosOutcome.DONE) {
      assertThat(info.etag()).as("the etag that the write answered").isEqualTo(etag);
    }
  }
}
