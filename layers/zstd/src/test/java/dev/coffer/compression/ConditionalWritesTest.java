package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.VersioningFileStore;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that enforce a condition only on what is sent in one request. */
class ConditionalWritesTest {
  private static final byte[] CONTENT = Stored.lines(100_000, 1);

  private final List<Boolean> told = new ArrayList<>();
  private final Set<Capability> lacking = EnumSet.noneOf(Capability.class);
  private final FileStore below =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public FileInfo write(FilePath path, Content content, WriteOptions options) {
          told.add(content.size().isPresent());
          boolean atOnce = content.size().isPresent() && content.isRepeatable();
          if (options.isConditional() && !atOnce) {
            throw new UnsupportedFeatureException(
                new ErrorContext("write", path.toString(), name()), "not in one request", null);
          }
          return super.write(path, content, options);
        }

        @Override
        public Capabilities capabilities() {
          Set<Capability> supported = EnumSet.copyOf(super.capabilities().supported());
          supported.removeAll(lacking);
          return new Capabilities(supported, Long.MAX_VALUE, 4);
        }
      };

  private FileStore store(CompressionFormat format) {
    return new CompressingFileStore(below, Policies.of(format, 4096, 0));
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatMustKnowTheSizeOfAConditionalWriteIsToldIt(CompressionFormat format) {
    FileStore store = store(format);
    FileInfo written =
        store.write(FilePath.of("a"), Content.of(CONTENT), WriteOptions.DEFAULTS.ifAbsent());
    assertThat(written.size()).isEqualTo(CONTENT.length);
    assertThat(store.readBytes("a")).isEqualTo(CONTENT);
    assertThat(store.stat("a")).contains(written);
    assertThatThrownBy(
            () ->
                store.write(
                    FilePath.of("a"), Content.of(CONTENT), WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void theSizeOfAnyOtherWriteIsNotAskedFor() {
    store(CompressionFormat.ZSTD).write("a", CONTENT);
    assertThat(told).containsExactly(false);
  }

  @Test
  void aConditionOnAContentThatCannotBeGivenAgainIsRefused() {
    Content once = Content.of(new ByteArrayInputStream(CONTENT));
    assertThatThrownBy(
            () ->
                store(CompressionFormat.ZSTD)
                    .write(FilePath.of("a"), once, WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(told).containsExactly(false);
  }

  @Test
  void aStoreWithoutConditionsIsNotToldEither() {
    lacking.add(Capability.CONDITIONAL_WRITES);
    assertThatThrownBy(
            () ->
                store(CompressionFormat.ZSTD)
                    .write(FilePath.of("a"), Content.of(CONTENT), WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(told).containsExactly(false);
  }

  @Test
  void versionsKeepWhatAnotherHasWritten() {
    FileStore first = new VersioningFileStore(store(CompressionFormat.ZSTD));
    FileStore second = new VersioningFileStore(store(CompressionFormat.ZSTD));
    first.write("a", Stored.lines(100_000, 1));
    second.write("a", Stored.lines(100_001, 2));
    first.write("a", Stored.lines(100_002, 3));
    assertThat(first.copy("a", "b").size()).isEqualTo(100_002);
    FileVersions versions = first.unwrap(FileVersions.class).orElseThrow();
    assertThat(versions.versions("a"))
        .extracting(FileVersion::size)
        .containsExactly(100_001L, 100_000L);
  }
}
