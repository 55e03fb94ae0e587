package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastFileStoreTest {
  @TempDir Path root;

  private FileStore store() {
    return new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
  }

  private static FileStore asOf(FileStore store, Instant moment) {
    return store.unwrap(FileVersions.class).orElseThrow().asOf(moment);
  }

  private static Instant write(FileStore store, String path, String text) {
    return store.write(path, text).lastModified();
  }

  private static List<String> names(FileStore store, String directory, ListOptions options) {
    try (Stream<Entry> entries = store.entries(directory, options)) {
      return entries.map(Entry::path).map(Object::toString).toList();
    }
  }

  @Test
  void aPathHasTheContentOfTheMoment() {
    FileStore store = store();
    Instant first = write(store, "d/a", "1");
    Instant second = write(store, "d/a", "second");
    assertThat(asOf(store, first).readString("d/a")).isEqualTo("1");
    assertThat(asOf(store, second).readString("d/a")).isEqualTo("second");
    assertThat(asOf(store, first).stat("d/a").orElseThrow().size()).isEqualTo(1);
    assertThatThrownBy(() -> asOf(store, first.minusNanos(1)).readString("d/a"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatIsWrittenLaterIsNotSeen() {
    FileStore store = store();
    Instant moment = write(store, "a", "1");
    FileStore past = asOf(store, moment);
    Instant later;
    do {
      store.write("a", "later");
      later = write(store, "b", "later");
    } while (!later.isAfter(moment));
    assertThat(past.readString("a")).isEqualTo("1");
    assertThat(past.exists("b")).isFalse();
    assertThat(past.list("")).containsExactly("a");
  }

  @Test
  void aDeletedFileIsThereBeforeItsDeletionAndNotAfterIt() {
    FileStore store = store();
    Instant written = write(store, "a", "1");
    store.delete("a");
    Instant deleted = store.unwrap(FileVersions.class).orElseThrow().versions("a").get(0).time();
    assertThat(asOf(store, written).readString("a")).isEqualTo("1");
    assertThat(asOf(store, written).list("")).containsExactly("a");
    assertThat(asOf(store, deleted).exists("a")).isFalse();
    assertThat(asOf(store, deleted).list("")).isEmpty();
  }

  @Test
  void listingsAreThoseOfTheMomentInOrder() {
    FileStore store = store();
    for (String path : List.of("a/b", "a.txt", "c", "e/f/g", "e-1")) {
      store.write(path, "old");
    }
    Instant moment = write(store, "z", "last");
    store.delete("a");
    store.write("c", "newer");
    store.move("e/f/g", "later");
    store.write("a.txt", "newer and longer");
    FileStore past = asOf(store, moment);
    assertThat(past.list("")).containsExactly("a.txt", "a/", "c", "e-1", "e/", "z");
    assertThat(past.list("e")).containsExactly("e/f/");
    assertThat(names(past, "", ListOptions.DEFAULTS.recursive()))
        .containsExactly("a.txt", "a/b", "c", "e-1", "e/f/g", "z");
    assertThat(names(past, "", ListOptions.DEFAULTS.startAfter("c")))
        .containsExactly("e-1", "e", "z");
    assertThat(past.walk("e")).hasSize(1);
    assertThat(past.walk("").map(file -> past.readString(file.path().toString())))
        .containsExactly("old", "old", "old", "old", "old", "last");
    assertThat(past.walk("").map(file -> file.size())).containsExactly(3L, 3L, 3L, 3L, 3L, 4L);
  }

  @Test
  void listingStatAndReadTellTheSame() throws IOException {
    FileStore store = store();
    store.write("a", "hello".getBytes(UTF_8), WriteOptions.DEFAULTS.contentType("x/y"));
    Instant moment = store.stat("a").orElseThrow().lastModified();
    store.write("a", "other");
    FileStore past = asOf(store, moment);
    FileInfo stat = past.stat("a").orElseThrow();
    assertThat(stat.contentType()).contains("x/y");
    assertThat(stat.lastModified()).isEqualTo(moment);
    FileInfo listed = past.walk("").findFirst().orElseThrow();
    assertThat(listed.etag()).isEqualTo(stat.etag());
    assertThat(listed.size()).isEqualTo(stat.size());
    ReadOptions part = ReadOptions.DEFAULTS.ifMatch(stat.etag()).range(1, 3);
    try (InputStream in = past.open("a", part)) {
      assertThat(in.readAllBytes()).isEqualTo("ell".getBytes(UTF_8));
    }
    assertThatThrownBy(() -> past.open("a", ReadOptions.DEFAULTS.ifMatch("x")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void aViewHasThePastOfItsOwnFiles() {
    FileStore store = store();
    store.write("users/ada/x", "1");
    store.write("users/bob/x", "other");
    Instant moment = write(store, "users/ada/y", "2");
    store.delete("users");
    FileStore past = asOf(store.scoped("users/ada"), moment);
    assertThat(past.list("")).containsExactly("x", "y");
    assertThat(past.readString("x")).isEqualTo("1");
  }
}
