package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads on one store. */
interface ConcurrencyCases extends StoreUnderTest {
  /**
   * Content that shows whether it is complete: its size and each of its bytes identify its version.
   */
  private static byte[] version(int number) {
    byte[] bytes = new byte[20_000 + number];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  /** Returns the same in many small pieces, so that several writes run at once. */
  private static Content slowly(byte[] bytes) {
    return Content.of(
        out -> {
          for (byte b : bytes) {
            out.write(b);
          }
        });
  }

  private static void assertWhole(byte[] bytes) {
    assertThat(bytes).isEqualTo(version(bytes.length - 20_000));
  }

  /** Runs changes while two readers check the file, until the changes are done. */
  private static void whileChanging(StartedThreads.Task changes, StartedThreads.Task look) {
    AtomicBoolean done = new AtomicBoolean();
    StartedThreads.Task reader =
        member -> {
          do {
            look.run(member);
          } while (!done.get());
        };
    StartedThreads.Task writer =
        member -> {
          try {
            changes.run(member);
          } finally {
            done.set(true);
          }
        };
    StartedThreads.run(writer, reader, reader);
  }

  @Test
  default void oneOfManyCreatorsWins() {
    requires(Capability.CONDITIONAL_WRITES);
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent();
    for (int round = 0; round < 30; round++) {
      String path = "d" + round + "/a";
      List<Throwable> losers =
          StartedThreads.failuresOf(
              8, member -> store().write(path, slowly(version(member)), options));
      assertThat(losers).hasSize(7).hasOnlyElementsOfType(ConflictException.class);
      assertWhole(store().readBytes(path));
    }
  }

  @Test
  default void oneOfManyUpdatesOfAVersionWins() {
    requires(Capability.CONDITIONAL_WRITES);
    for (int round = 0; round < 30; round++) {
      WriteOptions options = WriteOptions.DEFAULTS.ifMatch(store().write("a", "start").etag());
      List<Throwable> losers =
          StartedThreads.failuresOf(6, member -> store().write("a", version(member), options));
      assertThat(losers).hasSize(5).hasOnlyElementsOfType(ConflictException.class);
    }
  }

  @Test
  default void noUpdateIsLost() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("counter", "0");
    StartedThreads.run(8, member -> Counter.increment(store(), "counter", 15));
    assertThat(store().readString("counter")).isEqualTo("120");
  }

  @Test
  default void aConditionalUpdateNeverUndoesAWriteItDidNotSee() {
    requires(Capability.CONDITIONAL_WRITES);
    for (int round = 0; round < 100; round++) {
      WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      StartedThreads.run(
          member -> unlessConflict(() -> store().write("a", utf8("conditional"), seen)),
          member -> store().write("a", "plain"));
      assertThat(store().readString("a")).isEqualTo("plain");
    }
  }

  @Test
  default void aConditionalUpdateNeverUndoesADeletionItDidNotSee() {
    requires(Capability.CONDITIONAL_WRITES);
    for (int round = 0; round < 100; round++) {
      WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      StartedThreads.run(
          member -> unlessConflict(() -> store().write("a", utf8("conditional"), seen)),
          member -> store().deleteFile("a"));
      assertThat(store().exists("a")).isFalse();
    }
  }

  @Test
  default void aConditionalUpdateNeverUndoesAMoveItDidNotSee() {
    requires(Capability.CONDITIONAL_WRITES);
    for (int round = 0; round < 100; round++) {
      WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      store().write("b", "moved");
      StartedThreads.run(
          member -> unlessConflict(() -> store().write("a", utf8("conditional"), seen)),
          member -> store().move("b", "a"));
      assertThat(store().readString("a")).isEqualTo("moved");
    }
  }

  @Test
  default void oneOfManyDeletionsOfAVersionSucceeds() {
    requires(Capability.CONDITIONAL_DELETES);
    for (int round = 0; round < 30; round++) {
      DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("d/a", "seen").etag());
      List<Throwable> losers =
          StartedThreads.failuresOf(6, member -> store().deleteFile("d/a", seen));
      assertThat(losers).hasSize(5).hasOnlyElementsOfType(ConflictException.class);
      assertThat(store().exists("d/a")).isFalse();
    }
  }

  @Test
  default void aDeletionOfAVersionNeverTakesAWriteItDidNotSee() {
    requires(Capability.CONDITIONAL_DELETES);
    for (int round = 0; round < 100; round++) {
      DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      StartedThreads.run(
          member -> unlessConflict(() -> store().deleteFile("a", seen)),
          member -> store().write("a", "plain"));
      assertThat(store().readString("a")).isEqualTo("plain");
    }
  }

  @Test
  default void aDeletionOfAVersionNeverTakesAFileThatWasMovedThere() {
    requires(Capability.CONDITIONAL_DELETES);
    for (int round = 0; round < 100; round++) {
      DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      store().write("b", "moved");
      StartedThreads.run(
          member -> unlessConflict(() -> store().deleteFile("a", seen)),
          member -> store().move("b", "a"));
      assertThat(store().readString("a")).isEqualTo("moved");
    }
  }

  @Test
  default void ofADeletionAndAnUpdateOfOneVersionOneSucceeds() {
    requires(Capability.CONDITIONAL_DELETES);
    requires(Capability.CONDITIONAL_WRITES);
    for (int round = 0; round < 50; round++) {
      String etag = store().write("a", "seen").etag();
      DeleteOptions deletion = DeleteOptions.DEFAULTS.ifMatch(etag);
      WriteOptions update = WriteOptions.DEFAULTS.ifMatch(etag);
      List<Throwable> losers =
          StartedThreads.failuresOf(
              2,
              member -> {
                if (member == 0) {
                  store().deleteFile("a", deletion);
                } else {
                  store().write("a", "updated", update);
                }
              });
      assertThat(losers).hasSize(1).hasOnlyElementsOfType(ConflictException.class);
      if (store().exists("a")) {
        assertThat(store().readString("a")).isEqualTo("updated");
      }
    }
  }

  @Test
  default void ifAbsentNeverUndoesAWriteItDidNotSee() {
    requires(Capability.CONDITIONAL_WRITES);
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    for (int round = 0; round < 100; round++) {
      String path = "d/" + round;
      StartedThreads.run(
          member -> unlessConflict(() -> store().write(path, utf8("conditional"), ifAbsent)),
          member -> store().write(path, "plain"));
      assertThat(store().readString(path)).isEqualTo("plain");
    }
  }

  private static void unlessConflict(Runnable change) {
    try {
      change.run();
    } catch (ConflictException e) {
      // The other was first.
    }
  }

  @Test
  default void readersOfAFileThatIsReplacedSeeWholeFiles() {
    store().write("a", version(0));
    whileChanging(
        writer -> {
          for (int i = 1; i <= 150; i++) {
            store().write("a", version(i % 100));
          }
        },
        reader -> assertWhole(store().readBytes("a")));
  }

  @Test
  default void readersOfAFileThatIsStreamedSeeWholeFiles() {
    store().write("a", version(0));
    whileChanging(
        writer -> {
          for (int i = 1; i <= 60; i++) {
            byte[] bytes = version(i);
            store()
                .write(
                    "a",
                    out -> {
                      for (int at = 0; at < bytes.length; at += 1000) {
                        out.write(bytes, at, Math.min(1000, bytes.length - at));
                      }
                    });
          }
        },
        reader -> assertWhole(store().readBytes("a")));
  }

  @Test
  default void readersSeeBytesAndMetadataOfOneVersion() {
    FilePath path = FilePath.of("a");
    StartedThreads.Task write =
        number -> {
          String text = "" + number;
          WriteOptions options =
              WriteOptions.DEFAULTS.metadata("version", text).contentType("version/" + text);
          store().write(path, Content.of(version(number)), options);
        };
    whileChanging(
        writer -> {
          for (int i = 0; i <= 120; i++) {
            write.run(i % 100);
          }
        },
        reader -> readOneVersion(store(), path));
  }

  private static void readOneVersion(FileStore store, FilePath path) {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      byte[] bytes = Samples.readAll(file.stream());
      assertWhole(bytes);
      String version = "" + (bytes.length - 20_000);
      assertThat(file.info().size()).isEqualTo(bytes.length);
      assertThat(file.info().metadata()).containsEntry("version", version);
      assertThat(file.info().contentType()).contains("version/" + version);
    } catch (NotFoundException e) {
      // Not written yet.
    }
  }

  @Test
  default void oneEtagIsOneVersion() {
    store().write("a", version(0));
    whileChanging(
        writer -> {
          for (int i = 1; i <= 100; i++) {
            store().write("a", version(i));
          }
        },
        reader -> {
          try (OpenedFile one = store().read(FilePath.of("a"), ReadOptions.DEFAULTS);
              OpenedFile two = store().read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
            boolean sameEtag = one.info().etag().equals(two.info().etag());
            boolean sameBytes =
                Arrays.equals(Samples.readAll(one.stream()), Samples.readAll(two.stream()));
            assertThat(sameEtag).isEqualTo(sameBytes);
          }
        });
  }

  @Test
  default void readersOfAMovesTargetAlwaysFindAFile() {
    requires(Capability.ATOMIC_MOVE);
    store().write("a", version(0));
    whileChanging(
        writer -> {
          for (int i = 1; i <= 80; i++) {
            store().write("next", version(i));
            store().move("next", "a");
          }
        },
        reader -> assertWhole(store().readBytes("a")));
  }

  @Test
  default void readersOfACopysTargetAlwaysFindAFile() {
    requires(Capability.ATOMIC_COPY);
    store().write("a", version(0));
    whileChanging(
        writer -> {
          for (int i = 1; i <= 80; i++) {
            store().write("next", version(i));
            store().copy("next", "a");
          }
        },
        reader -> assertWhole(store().readBytes("a")));
  }

  @Test
  default void writersOfDifferentFilesDoNotDisturbEachOther() {
    StartedThreads.run(
        8,
        member -> {
          for (int i = 0; i < 25; i++) {
            store().write("d/" + member + "/" + i, version(member));
          }
        });
    assertThat(walk(store(), "d")).hasSize(200);
    for (String path : walk(store(), "d")) {
      assertWhole(store().readBytes(path));
    }
  }

  @Test
  default void aFileIsWhatOneOfItsWritersWrote() {
    for (int round = 0; round < 20; round++) {
      StartedThreads.run(6, member -> store().write("a", version(member)));
      assertWhole(store().readBytes("a"));
    }
  }

  @Test
  default void aDirectoryMayComeAndGoUnderItsWriters() {
    StartedThreads.run(
        6,
        member -> {
          String path = "d/e/" + member;
          for (int i = 0; i < 60; i++) {
            store().write(path, path);
            assertThat(store().readString(path)).isEqualTo(path);
            store().deleteFile(path);
            assertThat(store().exists(path)).isFalse();
          }
        });
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aDirectoryMayBeDeletedUnderItsWriters() {
    StartedThreads.Task write =
        member -> {
          for (int i = 0; i < 60; i++) {
            store().write("d/" + member + "/" + i, "x");
          }
        };
    StartedThreads.Task delete =
        member -> {
          for (int i = 0; i < 30; i++) {
            store().deleteDirectory("d");
          }
        };
    StartedThreads.run(write, write, write, delete);
    store().deleteDirectory("d");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void manyMayDeleteOneFile() {
    for (int round = 0; round < 20; round++) {
      store().write("d/a", "x");
      StartedThreads.run(6, member -> store().delete("d/a"));
      assertThat(store().list("")).isEmpty();
    }
  }

  @Test
  default void aListingHoldsWhatStaysWhileOtherFilesComeAndGo() {
    List<String> staying = names("d/stays", 60);
    fill(store(), staying);
    whileChanging(
        writer -> {
          for (int i = 0; i < 150; i++) {
            store().write("d/comes" + i, "x");
            store().write("d/stays00030-" + i, "x");
            store().deleteFile("d/comes" + i);
            store().deleteFile("d/stays00030-" + i);
          }
        },
        reader -> {
          List<String> listed = store().list("d");
          assertThat(listed).containsAll(staying).doesNotHaveDuplicates();
          assertThat(listed).isSortedAccordingTo(FilePath::compareUtf8);
        });
  }

  @Test
  default void manyMayWriteAndReadInBulk() {
    StartedThreads.run(
        4,
        member -> {
          List<String> names = names("d" + member + "/", 50);
          var files = names.stream().collect(Collectors.toMap(n -> n, Samples::utf8));
          store().writeAll(files);
          try (var read = store().readAll(names)) {
            List<byte[]> bytes = read.toList();
            IntStream.range(0, 50)
                .forEach(i -> assertThat(bytes.get(i)).isEqualTo(utf8(names.get(i))));
          }
        });
    assertThat(walk(store(), "")).hasSize(200);
  }
}
