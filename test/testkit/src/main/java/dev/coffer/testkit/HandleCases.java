package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two handles on the same files. */
interface HandleCases extends StoreUnderTest {
  @Test
  default void whatOneHandleWritesTheOtherReads() {
    FileStore other = anotherHandle();
    for (int i = 0; i < 20; i++) {
      store().write("d/a", "from one " + i);
      assertThat(other.readString("d/a")).isEqualTo("from one " + i);
    }
    for (int i = 0; i < 20; i++) {
      other.write("d/a", "from the other " + i);
      assertThat(store().readString("d/a")).isEqualTo("from the other " + i);
    }
  }

  @Test
  default void whatOneHandleChangesTheOtherLists() {
    FileStore other = anotherHandle();
    store().write("a", "x");
    other.write("d/b", "x");
    assertThat(store().list("")).isEqualTo(other.list("")).containsExactly("a", "d/");
    other.deleteFile("a");
    store().move("d/b", "c");
    assertThat(store().list("")).isEqualTo(other.list("")).containsExactly("c");
    other.clear();
    assertThat(walk(store(), "")).isEmpty();
  }

  @Test
  default void bothHandlesReturnTheSameEtagAndMetadata() {
    FileStore other = anotherHandle();
    WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v");
    FileInfo written = store().write("a", utf8("x"), options);
    FileInfo seen = other.stat("a").orElseThrow();
    assertThat(seen.etag()).isEqualTo(written.etag());
    assertThat(seen.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(seen.contentType()).contains("a/b");
  }

  @Test
  default void aVersionIsDeletedByOneOfTwoHandles() {
    FileStore other = anotherHandle();
    requires(Capability.CONDITIONAL_DELETES);
    for (int round = 0; round < 30; round++) {
      DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
      List<Throwable> losers =
          StartedThreads.failuresOf(
              4, member -> (member % 2 == 0 ? store() : other).deleteFile("a", seen));
      assertThat(losers).hasSize(3).hasOnlyElementsOfType(ConflictException.class);
    }
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
    other.write("a", "changed");
    assertThrows(ConflictException.class, () -> store().deleteFile("a", seen));
    assertThat(store().readString("a")).isEqualTo("changed");
  }

  @Test
  default void conditionsHoldBetweenHandles() {
    FileStore other = anotherHandle();
    requires(Capability.CONDITIONAL_WRITES);
    FileInfo written = store().write("a", utf8("1"), WriteOptions.DEFAULTS.ifAbsent());
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(ConflictException.class, () -> other.write("a", utf8("2"), ifAbsent));
    WriteOptions ifMatch = WriteOptions.DEFAULTS.ifMatch(written.etag());
    other.write("a", utf8("3"), ifMatch);
    assertThrows(ConflictException.class, () -> store().write("a", utf8("4"), ifMatch));
    assertThat(store().readString("a")).isEqualTo("3");
  }

  @Test
  default void oneOfManyCreatorsWinsAcrossHandles() {
    List<FileStore> handles = List.of(store(), anotherHandle());
    requires(Capability.CONDITIONAL_WRITES);
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent();
    for (int round = 0; round < 20; round++) {
      String path = "d/" + round;
      List<Throwable> losers =
          StartedThreads.failuresOf(
              6, member -> handles.get(member % 2).write(path, utf8("" + member), options));
      assertThat(losers).hasSize(5).hasOnlyElementsOfType(ConflictException.class);
    }
  }

  @Test
  default void noUpdateIsLostBetweenHandles() {
    List<FileStore> handles = List.of(store(), anotherHandle());
    requires(Capability.CONDITIONAL_WRITES);
    store().write("counter", "0");
    StartedThreads.run(4, member -> Counter.increment(handles.get(member % 2), "counter", 20));
    assertThat(store().readString("counter")).isEqualTo("80");
  }

  @Test
  default void closingOneHandleLeavesTheOtherOpen() {
    FileStore other = anotherHandle();
    other.write("a", "x");
    other.close();
    assertThrows(IllegalStateException.class, () -> other.readBytes("a"));
    assertThat(store().readString("a")).isEqualTo("x");
    store().write("b", "y");
    assertThat(store().list("")).containsExactly("a", "b");
  }

  @Test
  default void filesExistWhenTheStoreIsOpenedAgain() {
    byte[] bytes = bytes(200_000);
    WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "ü");
    FileInfo written = store().write("d/e/a", bytes, options);
    store().write("empty", "");
    store().close();
    FileStore again = anotherHandle();
    FileInfo info = again.stat("d/e/a").orElseThrow();
    assertThat(again.readBytes("d/e/a")).isEqualTo(bytes);
    assertThat(info.etag()).isEqualTo(written.etag());
    assertThat(info.metadata()).isEqualTo(Map.of("k", "ü"));
    assertThat(info.contentType()).contains("a/b");
    assertThat(walk(again, "")).containsExactly("d/e/a", "empty");
  }

  @Test
  default void aViewOfOneHandleSeesTheOther() {
    FileStore view = anotherHandle().scoped("d");
    store().write("d/a", "x");
    assertThat(view.list("")).containsExactly("a");
    view.write("b", "y");
    assertThat(store().readString("d/b")).isEqualTo("y");
  }
}
