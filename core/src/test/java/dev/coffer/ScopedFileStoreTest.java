package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ScopedFileStoreTest {
  private final FileStore store = new InMemoryFileStore();
  private final FileStore view = store.scoped("users/ada");

  private static String pathOfError(ThrowingCallable call) {
    return catchThrowableOfType(FileStoreException.class, call).path();
  }

  @Test
  void aFileOfTheViewIsAFileBelowItsDirectory() {
    FileInfo written = view.write("d/a", "1");
    assertThat(written.path()).isEqualTo(FilePath.of("d/a"));
    assertThat(store.readString("users/ada/d/a")).isEqualTo("1");
    assertThat(view.readString("d/a")).isEqualTo("1");
    assertThat(view.stat("d/a")).contains(written);
  }

  @Test
  void listingsNamePathsAsTheViewDoes() {
    view.write("a", "1");
    view.write("d/b", "2");
    store.write("users/ada2/c", "3");
    assertThat(view.list("")).containsExactly("a", "d/");
    assertThat(view.list("d")).containsExactly("d/b");
    assertThat(view.walk("").map(FileInfo::path))
        .extracting(FilePath::toString)
        .containsExactly("a", "d/b");
  }

  @Test
  void namesThatAListingLeavesOutAreNamedAsTheViewDoes() {
    FileStore strange =
        new ForwardingFileStore(store) {
          @Override
          public Stream<Entry> list(FilePath directory, ListOptions options) {
            options
                .onOmitted()
                .accept(new OmittedName(directory + "/a\\xE9/", OmittedName.Reason.INVALID_NAME));
            return super.list(directory, options);
          }
        };
    List<OmittedName> omitted = new ArrayList<>();
    strange.scoped("users/ada").entries("d", ListOptions.DEFAULTS.onOmitted(omitted::add)).close();
    assertThat(omitted)
        .containsExactly(new OmittedName("d/a\\xE9/", OmittedName.Reason.INVALID_NAME));
  }

  @Test
  void aListingStartsAfterAnEntryOfTheView() {
    view.write("a", "1");
    view.write("d/b", "2");
    view.write("e", "3");
    ListOptions afterA = ListOptions.DEFAULTS.startAfter("a");
    assertThat(view.entries("", afterA))
        .extracting(e -> e.path().toString())
        .containsExactly("d", "e");
    ListOptions afterD = ListOptions.DEFAULTS.startAfter("d/");
    assertThat(view.entries("", afterD)).extracting(e -> e.path().toString()).containsExactly("e");
    ListOptions inside = ListOptions.DEFAULTS.recursive().startAfter("d/");
    assertThat(view.entries("", inside))
        .extracting(e -> e.path().toString())
        .containsExactly("d/b", "e");
  }

  @Test
  void viewsNest() {
    FileStore inner = view.scoped("d").scoped("e");
    inner.write("a", "1");
    assertThat(store.exists("users/ada/d/e/a")).isTrue();
    assertThat(inner.list("")).containsExactly("a");
    assertThat(pathOfError(() -> inner.readString("x/y"))).isEqualTo("x/y");
  }

  @Test
  void aViewOfTheRootIsTheWholeStore() {
    FileStore whole = store.scoped("/");
    whole.write("a", "1");
    assertThat(whole.list("")).containsExactly("a");
    assertThat(pathOfError(() -> whole.readString("x"))).isEqualTo("x");
    ListOptions after = ListOptions.DEFAULTS.startAfter("a");
    assertThat(whole.entries("", after)).isEmpty();
  }

  @Test
  void errorsNameThePathOfTheView() {
    view.write("f", "1");
    assertThat(pathOfError(() -> view.readString("d/a"))).isEqualTo("d/a");
    assertThat(pathOfError(() -> view.write("f/x", "1"))).isEqualTo("f/x");
    assertThat(pathOfError(() -> view.copy("none", "b"))).isEqualTo("none");
    assertThat(pathOfError(() -> view.move("f", "f/x"))).isEqualTo("f/x");
    assertThat(pathOfError(() -> view.open("f", 2, 1))).isEqualTo("f");
  }

  @Test
  void theMessageOfAnErrorDoesNotNameTheDirectory() {
    assertThatThrownBy(() -> view.readString("d/a")).hasMessageStartingWith("read d/a on ");
  }

  @Test
  void noMessageTellsWhereTheViewLies() {
    view.write("f", "1");
    FileStore readOnly = view.readOnly();
    List<ThrowingCallable> calls =
        List.of(
            () -> view.readString("no"),
            () -> view.readString(""),
            () -> view.readString("../f"),
            () -> view.readString("f/"),
            () -> view.write("", "1"),
            () -> view.write("f/x", "1"),
            () -> view.writeAll(Map.of("f/x", new byte[1], "f/y", new byte[1])),
            () -> view.readAll(List.of("no")).toList(),
            () -> view.copy("no", "b"),
            () -> view.copy("f", ""),
            () -> view.move("f", "f/x"),
            () -> view.deleteFile(""),
            () -> view.delete("/"),
            () -> view.open("f", 2, 1),
            () -> view.scoped(".."),
            () -> view.scoped("d").readString("no"),
            () -> view.write("f", new byte[0], WriteOptions.DEFAULTS.ifMatch("old")),
            () -> view.writeOnce().write("f", "1"),
            () -> readOnly.write("f", "1"),
            () -> readOnly.delete("f"),
            () -> readOnly.move("f", "g"));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(FileStoreException.class)
          .hasMessageContaining(" on memory: ")
          .hasMessageNotContaining("ada");
    }
    view.close();
    assertThatThrownBy(() -> view.exists("f")).hasMessageNotContaining("ada");
  }

  @Test
  void everyFailureOfABulkCallNamesThePathOfTheView() {
    store.write("users/ada/f", "1");
    Map<String, byte[]> files = Map.of("f/x", new byte[1], "f/y", new byte[1]);
    FileStoreException error =
        catchThrowableOfType(ConflictException.class, () -> view.writeAll(files));
    assertThat(error.failures()).extracting(FileStoreException::path).containsExactly("f/x", "f/y");
  }

  @Test
  void nothingOutsideCanBeNamed() {
    store.write("secret", "1");
    for (String path : List.of("../secret", "a/../../../secret", "../../secret")) {
      assertThatThrownBy(() -> view.readString(path)).isInstanceOf(InvalidFilePathException.class);
      assertThatThrownBy(() -> view.delete(path)).isInstanceOf(InvalidFilePathException.class);
      assertThatThrownBy(() -> view.scoped(path)).isInstanceOf(InvalidFilePathException.class);
    }
    assertThat(view.exists("/secret")).isFalse();
  }

  @Test
  void clearingAViewLeavesItsNeighbours() {
    view.write("a", "1");
    view.write("d/b", "1");
    store.write("users/ada2", "1");
    store.write("users/ad", "1");
    view.clear();
    assertThat(view.list("")).isEmpty();
    assertThat(store.list("users")).containsExactly("users/ad", "users/ada2");
  }

  @Test
  void theRootOfTheViewIsNoFileEvenWhereTheStoreHasOne() {
    store.write("users/ada", "a file where the view's directory would be");
    assertThat(view.stat("")).isEmpty();
    assertThat(view.list("")).isEmpty();
    view.clear();
    assertThat(store.exists("users/ada")).isTrue();
    assertThatThrownBy(() -> view.write("a", "1")).isInstanceOf(ConflictException.class);
  }

  @Test
  void aHintThatSaysWhereTheViewLiesIsLeftOut() {
    FileStore talkative =
        new ForwardingFileStore(store) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            String hint = path.name() + " of /var/data/" + path + " is closed to you";
            throw new PermissionDeniedException(
                new ErrorContext("stat", path.toString(), "test"), hint, null);
          }
        };
    assertThatThrownBy(() -> talkative.scoped("tenants/ada").exists("d/a"))
        .hasMessage("stat d/a on test: access denied");
    assertThatThrownBy(() -> talkative.scoped("").exists("a"))
        .hasMessageContaining("a of /var/data/a is closed to you");
  }

  @Test
  void theDirectoryCountsForTheLengthOfAPath() {
    String longest = ("x".repeat(255) + "/").repeat(4).substring(0, FilePath.MAX_BYTES - 10);
    view.write(longest, "1");
    assertThat(view.readString(longest)).isEqualTo("1");
    String tooLong = longest + "x";
    assertThatThrownBy(() -> view.write(tooLong, "1")).isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void closingAViewLeavesTheStoreAndOtherViewsOpen() {
    FileStore other = store.scoped("users/ada");
    view.close();
    view.close();
    other.write("a", "1");
    assertThat(store.exists("users/ada/a")).isTrue();
    assertThatThrownBy(() -> view.exists("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.exists("")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.list("")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.write("a", "1")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.delete("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsOpenEndsWithTheView() throws IOException {
    view.write("a", "12");
    view.write("b", "34");
    try (InputStream in = view.open("a");
        Stream<Entry> entries = view.entries("", ListOptions.DEFAULTS)) {
      assertThat(in.read()).isEqualTo('1');
      Iterator<Entry> each = entries.iterator();
      each.next();
      view.close();
      assertThatThrownBy(in::read).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(each::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingTheStoreEndsItsViews() {
    store.close();
    assertThatThrownBy(() -> view.exists("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void copiesAndMovesStayInTheView() {
    view.write("a", new byte[] {1}, WriteOptions.DEFAULTS.metadata("k", "v"));
    assertThat(view.copy("a", "b").path()).isEqualTo(FilePath.of("b"));
    assertThat(view.move("b", "c").metadata()).containsEntry("k", "v");
    assertThat(store.list("users/ada")).containsExactly("users/ada/a", "users/ada/c");
  }

  @Test
  void conditionsHoldThroughAView() {
    String etag = view.write("a", "1").etag();
    assertThat(store.stat("users/ada/a").map(FileInfo::etag)).contains(etag);
    view.write("a", new byte[0], WriteOptions.DEFAULTS.ifMatch(etag));
    assertThatThrownBy(() -> view.write("a", new byte[0], WriteOptions.DEFAULTS.ifMatch(etag)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void itTellsTheStoreBelowAndItsDirectory() {
    assertThat(view).hasToString("Scoped(Memory(memory), users/ada)");
    assertThat(view.capabilities()).isEqualTo(store.capabilities());
    assertThat(view.unwrap(InMemoryFileStore.class)).isEmpty();
  }
}
