package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.SoftDeletedFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a bucket with soft deletion still has of versions that were removed for good. */
class SoftDeletionTest {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());

  private final FakeGcsServer server = new FakeGcsServer();

  @AfterEach
  void close() {
    server.close();
  }

  private FileStore open(Map<String, Object> fields) {
    server.createBucket("bucket", fields);
    GoogleCloudFileStore bucket = Fake.at(server.uri(), "bucket").prefix("p").build();
    return NativeVersioningFileStore.of(bucket, ONE).orElseThrow();
  }

  private FileStore open() {
    return open(
        Map.of(
            "versioning", Map.of("enabled", true),
            "softDeletePolicy", Map.of("retentionDurationSeconds", "604800")));
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<SoftDeletedFile> softDeleted(FileStore store, String directory) {
    try (Stream<SoftDeletedFile> all = versions(store).softDeleted(directory)) {
      return all.toList();
    }
  }

  @Test
  void whatAPruneHasRemovedIsListedAndRestored() {
    try (FileStore store = open()) {
      store.write("d/a 😀", "1", WriteOptions.DEFAULTS.metadata("k", "v"));
      store.write("d/a 😀", "22");
      store.write("d/a 😀", "333");
      store.write("other", "4444");
      assertThat(softDeleted(store, "")).isEmpty();
      assertThat(versions(store).prune(false).pruned()).hasSize(1);
      SoftDeletedFile found = softDeleted(store, "d").get(0);
      assertThat(found.path()).isEqualTo(FilePath.of("d/a 😀"));
      assertThat(found.size()).isEqualTo(1);
      assertThat(found.until()).isEqualTo(found.deleted().plus(Duration.ofDays(7)));
      FileInfo restored = versions(store).restore("d/a 😀", found.id());
      assertThat(restored.metadata()).containsEntry("k", "v");
      assertThat(store.readString("d/a 😀")).isEqualTo("1");
      assertThat(versions(store).versions("d/a 😀"))
          .extracting(FileVersion::size)
          .containsExactly(3L, 2L);
      store.write("d/a 😀", "55555");
      assertThat(store.readString("d/a 😀")).isEqualTo("55555");
    }
  }

  @Test
  void itIsNotReadAndNotRestoredElsewhere() {
    try (FileStore store = open()) {
      for (String text : List.of("1", "22", "333")) {
        store.write("a", text);
      }
      versions(store).prune(false);
      String id = softDeleted(store, "").get(0).id();
      assertThatThrownBy(() -> versions(store).read("a", id)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> versions(store).restore("b", id))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> versions(store).restore("a", "soft-deleted-17"))
          .isInstanceOf(NotFoundException.class);
      assertThat(store.readString("a")).isEqualTo("333");
    }
  }

  @Test
  void itIsRestoredOnTheConditionThatThereIsNoFile() {
    try (FileStore store = open()) {
      for (String text : List.of("1", "22", "333")) {
        store.write("a", text);
      }
      versions(store).prune(false);
      String id = softDeleted(store, "").get(0).id();
      assertThatThrownBy(() -> versions(store).restoreIfAbsent("a", id))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("restore a ")
          .hasMessageContaining("there is a file");
      assertThat(store.readString("a")).isEqualTo("333");
      store.deleteFile("a");
      assertThat(versions(store).restoreIfAbsent("a", id).path()).isEqualTo(FilePath.of("a"));
      assertThat(store.readString("a")).isEqualTo("1");
      assertThatThrownBy(() -> versions(store).restoreIfAbsent("b", id))
          .isInstanceOf(NotFoundException.class)
          .hasMessageNotContaining("if-absent");
    }
  }

  @Test
  void aViewHasThoseOfItsFiles() {
    try (FileStore store = open()) {
      for (String text : List.of("1", "22", "333")) {
        store.write("v/a", text);
        store.write("b", text);
      }
      versions(store).prune(false);
      try (FileStore view = store.scoped("v")) {
        SoftDeletedFile found = softDeleted(view, "").get(0);
        assertThat(softDeleted(view, "")).hasSize(1);
        assertThat(found.path()).isEqualTo(FilePath.of("a"));
        assertThat(versions(view).restore("a", found.id()).path()).isEqualTo(FilePath.of("a"));
      }
      assertThat(store.readString("v/a")).isEqualTo("1");
      assertThat(store.readString("b")).isEqualTo("333");
    }
  }

  @Test
  @Tag("thorough")
  void moreThanAPageIsListed() {
    try (FileStore store = open()) {
      IntStream.range(0, 1_005).forEach(i -> store.write("a", "x".repeat(i % 7)));
      assertThat(versions(store).prune(false).pruned()).hasSize(1_003);
      assertThat(softDeleted(store, "")).hasSize(1_003);
    }
  }

  @Test
  void aBucketWithoutSoftDeletionHasNone() {
    try (FileStore store = open(Map.of("versioning", Map.of("enabled", true)))) {
      for (String text : List.of("1", "22", "333")) {
        store.write("a", text);
      }
      assertThat(versions(store).prune(false).pruned()).hasSize(1);
      assertThat(softDeleted(store, "")).isEmpty();
    }
  }
}
