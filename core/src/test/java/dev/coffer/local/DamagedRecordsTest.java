package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records of metadata that another program has written or damaged: the file is read all the same.
 */
class DamagedRecordsTest {
  @TempDir Path root;

  private Path file;
  private String version;
  private String etag;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(root.resolve("a"), "text");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));
    try (LocalFileStore store = open(true)) {
      etag = store.stat("a").map(FileInfo::etag).orElseThrow();
      version = etag.substring(etag.indexOf('-') + 1);
    }
  }

  private LocalFileStore open(boolean attributes) {
    return new LocalFileStore(root, Durability.NONE, new FileSystemFeatures(true, attributes));
  }

  private void writeRecord(boolean attributes, String record) throws IOException {
    byte[] bytes =
        record.replace("VERSION", version).replace("|", "\n").getBytes(StandardCharsets.ISO_8859_1);
    if (attributes) {
      Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
          .write("coffer", ByteBuffer.wrap(bytes));
    } else {
      Path records = Files.createDirectories(root.resolve(".coffer/metadata"));
      Files.write(records.resolve(etag), bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|||||",
        "coffer 1|VERSION",
        "coffer 1|VERSION|no content type\u0007|k=v|",
        "coffer 1|VERSION||no equals sign|",
        "coffer 1|VERSION||=no key|",
        "coffer 1|VERSION||Key=upper case|",
        "coffer 1|VERSION||k=\u001b[31m|",
        "coffer 1|VERSION||k=\u00e9 is no UTF-8|",
        "coffer 2|VERSION||k=v|",
        "coffer 1|another||k=v|"
      })
  void aRecordThatBreaksTheRulesIsPassedOverAndTheFileIsRead(String record) throws IOException {
    for (boolean attributes : new boolean[] {true, false}) {
      writeRecord(attributes, record);
      try (LocalFileStore store = open(attributes)) {
        assertThat(store.readString("a")).isEqualTo("text");
        assertThat(store.stat("a")).get().satisfies(DamagedRecordsTest::assertHasNoMetadata);
        assertHasNoMetadata(store.copy("a", "copy"));
        FileInfo moved = store.move("a", "moved");
        assertHasNoMetadata(moved);
        assertHasNoMetadata(store.move("moved", "a"));
      }
    }
  }

  private static void assertHasNoMetadata(FileInfo info) {
    assertThat(info.metadata()).isEmpty();
    assertThat(info.contentType()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000})
  void aRecordThatIsTooLargeIsPassedOver(int size) throws IOException {
    writeRecord(false, "coffer 1|VERSION||" + "k=v|".repeat(size / 4));
    try (LocalFileStore store = open(false)) {
      assertThat(store.readString("a")).isEqualTo("text");
      assertThat(store.stat("a")).get().satisfies(DamagedRecordsTest::assertHasNoMetadata);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWriteAfterwardsHasItsOwn(boolean attributes) throws IOException {
    writeRecord(attributes, "coffer 1|VERSION||no equals sign|");
    try (LocalFileStore store = open(attributes)) {
      store.write("a", Content.of("new"), WriteOptions.DEFAULTS.metadata("k", "v"));
      assertThat(store.stat("a").orElseThrow().metadata()).containsEntry("k", "v");
    }
  }
}
