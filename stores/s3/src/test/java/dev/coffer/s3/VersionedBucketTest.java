package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;

/** A bucket that keeps what was deleted and replaced: nothing of that is seen. */
class VersionedBucketTest {
  private final Server server = Proxy.server();
  private final String bucket = server.newVersionedBucket();
  private final S3FileStore store = server.in(bucket).build();
  private final S3Client client = store.unwrap(S3Client.class).orElseThrow();

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> markers() {
    return client.listObjectVersions(r -> r.bucket(bucket)).deleteMarkers().stream()
        .map(DeleteMarkerEntry::key)
        .toList();
  }

  private List<String> walked() {
    try (var files = store.walk("")) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  @Test
  void aDeletedFileLeavesAMarkerThatNoListingShows() {
    store.write("d/a", "one");
    store.write("d/b", "two");
    store.deleteFile("d/a");
    assertThat(markers()).containsExactly("d/a");
    assertThat(store.list("d")).containsExactly("d/b");
    assertThat(walked()).containsExactly("d/b");
    assertThat(store.exists("d/a")).isFalse();
    assertThrows(NotFoundException.class, () -> store.readBytes("d/a"));
    assertThrows(NotFoundException.class, () -> store.copy("d/a", "c"));
  }

  @Test
  void manyDeletedFilesAndDirectoriesToo() {
    store.write("d/a", "one");
    store.write("d/b", "two");
    store.write("e", "three");
    store.deleteAll(List.of("d/a", "e"));
    assertThat(walked()).containsExactly("d/b");
    store.deleteDirectory("d");
    assertThat(walked()).isEmpty();
    assertThat(store.list("")).isEmpty();
    assertThat(markers()).containsExactlyInAnyOrder("d/a", "d/b", "e");
  }

  @Test
  void aReplacedFileIsSeenOnce() {
    String first = store.write("a", "one").etag();
    String second = store.write("a", "second").etag();
    assertThat(store.readString("a")).isEqualTo("second");
    assertThat(walked()).containsExactly("a");
    assertThrows(
        ConflictException.class,
        () -> store.write("a", new byte[1], WriteOptions.DEFAULTS.ifMatch(first)));
    store.write("a", new byte[1], WriteOptions.DEFAULTS.ifMatch(second));
  }

  @Test
  void aDeletedNameIsFreeAgain() {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    store.write("a", new byte[1], ifAbsent);
    assertThrows(ConflictException.class, () -> store.write("a", new byte[2], ifAbsent));
    store.deleteFile("a");
    store.write("a", new byte[3], ifAbsent);
    assertThat(store.readBytes("a")).hasSize(3);
  }

  @Test
  void aMovedFileIsAtItsTargetAlone() {
    store.write("a", "one");
    store.move("a", "b");
    assertThat(walked()).containsExactly("b");
    assertThat(store.readString("b")).isEqualTo("one");
  }
}
