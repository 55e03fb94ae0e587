package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores on directories of which one is below the other. */
class OverlappingRootsTest {
  private static final int FILES = 300;
  private static final String INNER = "users/u";
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir(factory = FastDirectory.class)
  Path root;

  private LocalFileStore outer() {
    return new LocalFileStore(root, Durability.NONE);
  }

  private LocalFileStore inner() {
    return new LocalFileStore(root.resolve(INNER), Durability.NONE);
  }

  /** Which of the two makes its private area first. */
  enum First {
    OUTER,
    INNER,
    /** The outer reads below the inner one before either has an area. */
    READER,
    BOTH;

    void begin(FileStore outer, FileStore inner) throws Exception {
      switch (this) {
        case OUTER -> outer.write(INNER_FILE, "x");
        case INNER -> inner.write("begun", "x");
        case READER -> {
          assertThat(outer.list("users/u")).isEmpty();
          inner.write("begun", "x");
          assertThat(outer.list("users/u")).hasSize(1);
        }
        case BOTH -> {}
      }
    }
  }

  private static final String INNER_FILE = INNER + "/begun";

  @ParameterizedTest
  @EnumSource
  void aNameIsCreatedByExactlyOneOfThem(First first) throws Exception {
    Files.createDirectories(root.resolve(INNER));
    try (FileStore outer = outer();
        FileStore inner = inner()) {
      first.begin(outer, inner);
      CyclicBarrier start = new CyclicBarrier(2);
      List<Boolean> one = new ArrayList<>();
      ExecutorService thread = Executors.newSingleThreadExecutor();
      Future<List<Boolean>> two = thread.submit(() -> createAll(inner, "", start));
      one.addAll(createAll(outer, INNER + "/", start));
      thread.shutdown();
      for (int i = 0; i < FILES; i++) {
        assertThat(one.get(i)).as("file %s", i).isNotEqualTo(two.get().get(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVersionIsDeletedByExactlyOneOfThem(First first) throws Exception {
    Files.createDirectories(root.resolve(INNER));
    try (FileStore outer = outer();
        FileStore inner = inner()) {
      first.begin(outer, inner);
      CyclicBarrier start = new CyclicBarrier(2);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      for (int i = 0; i < FILES; i++) {
        String etag = inner.write("f", "x").etag();
        Future<Boolean> other = thread.submit(() -> deletes(inner, "f", etag, start));
        boolean one = deletes(outer, INNER + "/f", etag, start);
        assertThat(one).as("file %s", i).isNotEqualTo(other.get());
      }
      thread.shutdown();
    }
  }

  private static boolean deletes(FileStore store, String path, String etag, CyclicBarrier start)
      throws Exception {
    start.await();
    try {
      store.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  private static List<Boolean> createAll(FileStore store, String prefix, CyclicBarrier start)
      throws Exception {
    List<Boolean> created = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      start.await();
      created.add(creates(store, prefix + i));
    }
    return created;
  }

  private static boolean creates(FileStore store, String path) {
    try {
      store.write(path, new byte[1], WriteOptions.DEFAULTS.ifAbsent());
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  @Test
  void noIncrementOfStoresOnThreeLevelsInTwoProcessesIsLost() throws Exception {
    Path counter = root.resolve("a/b/counter");
    Files.createDirectories(counter.getParent());
    Files.writeString(counter, "0");
    try (JavaProcess one =
            JavaProcess.of(Incrementing.class, root, "a/b/counter", root.resolve("a"), "b/counter")
                .start();
        JavaProcess two =
            JavaProcess.of(Incrementing.class, root.resolve("a/b"), "counter", root, "a/b/counter")
                .start()) {
      for (JavaProcess process : List.of(one, two)) {
        assertThat(process.line()).isEqualTo("ready");
      }
      one.send("go");
      two.send("go");
      one.awaitEnd();
      two.awaitEnd();
    }
    assertThat(counter).hasContent(Integer.toString(4 * FILES));
  }

  /** Increments a counter through two stores, in a thread each. */
  static final class Incrementing {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      System.out.println("ready");
      System.in.read();
      Thread other = new Thread(() -> increment(arguments[2], arguments[3]));
      other.start();
      increment(arguments[0], arguments[1]);
      other.join();
    }

    private static void increment(String root, String path) {
      try (FileStore store = new LocalFileStore(Path.of(root), Durability.NONE)) {
        for (int done = 0; done < FILES; ) {
          FileInfo before = store.stat(path).orElseThrow();
          int value = Integer.parseInt(store.readString(path));
          byte[] next = Integer.toString(value + 1).getBytes(StandardCharsets.UTF_8);
          try {
            store.write(path, next, WriteOptions.DEFAULTS.ifMatch(before.etag()));
            done++;
          } catch (ConflictException e) {
            Thread.onSpinWait(); // another was first
          }
        }
      }
    }
  }

  @Test
  void etagsDifferThoughInodesAreUsedAgain() {
    try (FileStore outer = outer();
        FileStore inner = inner()) {
      Set<String> etags = new HashSet<>();
      for (int i = 0; i < FILES; i++) {
        etags.add(outer.write(INNER + "/f", "same size").etag());
        outer.deleteFile(INNER + "/f");
        etags.add(inner.write("f", "same size").etag());
        inner.deleteFile("f");
      }
      assertThat(etags).hasSize(2 * FILES);
    }
  }

  @Test
  void movesAcrossTheBorderLoseNothing() throws Exception {
    try (FileStore outer = outer();
        FileStore inner = inner()) {
      inner.write("f", "text");
      outer.write("g", "text");
      for (int i = 0; i < 20; i++) {
        outer.move("g", INNER + "/moved");
        assertThat(inner.readString("moved")).isEqualTo("text");
        outer.move(INNER + "/moved", "g");
      }
      assertThat(outer.list(INNER)).containsExactly(INNER + "/f");
    }
  }

  // ---- Deleting

  @Test
  void aDirectoryWithAStoreThatNobodyUsesIsDeletedWhole() {
    try (FileStore inner = inner()) {
      inner.write("d/f", "text");
    }
    try (FileStore outer = outer()) {
      outer.deleteDirectory("users");
      assertThat(root.resolve("users")).doesNotExist();
    }
  }

  @Test
  void ofADirectoryWithAStoreThatIsUsedTheFilesAreDeletedAndItsAreaStays() throws Exception {
    try (FileStore outer = outer();
        StoreProcess inner = StoreProcess.start(StoreProcess.process())) {
      inner.ok("open", root.resolve(INNER), "NONE");
      inner.ok("write", "d/f", "text");
      outer.deleteDirectory("users");
      assertThat(outer.walk("")).isEmpty();
      inner.ok("write", "d/f", "again");
      assertThat(outer.readString(INNER + "/d/f")).isEqualTo("again");
    }
  }

  @Test
  void theListingsOfTheOuterHideTheAreaOfTheInner() {
    try (FileStore outer = outer();
        FileStore inner = inner()) {
      inner.write("f", "text");
      assertThat(outer.list(INNER)).containsExactly(INNER + "/f");
    }
  }

  // ---- Rights

  @Test
  void belowAStoreWhoseLocksTheUserMayNotTakeEveryChangeIsRefusedWithTheReason() throws Exception {
    Path open = OtherUser.permit(Files.createDirectory(root.resolve("open")), "rwxr-xr-x");
    OtherUser.permit(root, "rwxr-xr-x");
    try (FileStore store = new LocalFileStore(open)) {
      store.write("f", "text");
    }
    Path own = Files.createDirectory(open.resolve("own"));
    OtherUser.give(own);
    Path classes = OtherUser.permit(Files.createDirectory(root.resolve("classes")), "rwxr-xr-x");
    try (StoreProcess user = OtherUser.in(classes).store()) {
      user.ok("open", own, "FULL");
      assertThat(user.ok("list", "")).isEqualTo("[]");
      StoreProcess.Answer answer = user.call("write", "a", "text");
      assertThat(answer.kind()).isEqualTo(PermissionDeniedException.class.getSimpleName());
      assertThat(answer.text()).contains(open.toString()).contains("is a store too");
      assertThat(own.resolve("a")).doesNotExist();
    }
  }

  @Test
  void anAreaThatAnybodyMadeWhereAllMayWriteIsNotHeeded() throws Exception {
    Path shared = OtherUser.permit(Files.createDirectory(root.resolve("shared")), "rwxrwxrwx");
    try (FileStore planted = new LocalFileStore(shared)) {
      planted.write("f", "text");
    }
    OtherUser.give(shared.resolve(".coffer"));
    Path own = Files.createDirectory(shared.resolve("own"));
    Root above = Root.open(shared, Features.ALL);
    try (FileStore store = new LocalFileStore(own)) {
      above.area().locks().locked("own/a", () -> store.write("a", "text"));
      assertThat(store.readString("a")).isEqualTo("text");
    } finally {
      above.release();
    }
  }

  @Test
  void theDirectoryOfTheCommandLinesSettingsIsNoArea() throws IOException {
    Files.createDirectories(root.resolve(".coffer"));
    Files.writeString(root.resolve(".coffer/config.properties"), "");
    try (FileStore store = new LocalFileStore(root.resolve(".coffer/data"))) {
      store.write("a", "text");
    }
    try (FileStore home = outer();
        FileStore store = new LocalFileStore(root.resolve(".coffer/data"))) {
      home.write("a", "text");
      store.write("a", "text");
      assertThatThrownBy(() -> home.list(".coffer")).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void belowAreLocksThatAnotherUserCanTruncateNotUsedThoughTheFilesAreRead() throws Exception {
    assumeTrue(Owner.ofThisProcess() == 0, "only root can give files to another user");
    Files.createDirectories(root.resolve(INNER));
    try (FileStore inner = inner()) {
      inner.write("x", "1");
    }
    Path area = root.resolve(INNER).resolve(Area.NAME);
    OtherUser.give(area);
    OtherUser.give(area.resolve("locks"));
    try (FileStore outer = outer()) {
      outer.write("x", "1");
      assertThat(outer.readString(INNER + "/x")).isEqualTo("1");
      Files.write(area.resolve("locks"), new byte[0]);
      assertThat(outer.readString(INNER + "/x")).isEqualTo("1");
      assertThat(outer.list(INNER)).hasSize(1);
      assertThatThrownBy(() -> outer.write(INNER + "/x", "2"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasStackTraceContaining("another user");
    }
  }

  /** What is called as a table of locks is, but is none. */
  enum NoLocks {
    DIRECTORY,
    PIPE,
    LINK,
    LINKED_AREA,
    SHORT_FILE;

    void make(Path directory, Path elsewhere) throws Exception {
      Path area = directory.resolve(Area.NAME);
      Path locks = area.resolve("locks");
      if (this == LINKED_AREA) {
        Files.createDirectories(directory);
        Files.createSymbolicLink(area, elsewhere);
        return;
      }
      Files.createDirectories(area);
      switch (this) {
        case DIRECTORY -> Files.createDirectory(locks);
        case PIPE -> makePipe(locks);
        case LINK -> Files.createSymbolicLink(locks, elsewhere.resolve("locks"));
        default -> Files.write(locks, new byte[] {'c', 'o', 'f', 'f', 2, 0, 0, 0});
      }
    }

    private static void makePipe(Path path) throws Exception {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
      assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoTableOfLocksIsNoArea(NoLocks thing, @TempDir Path elsewhere) throws Exception {
    try (FileStore other = new LocalFileStore(elsewhere, Durability.NONE)) {
      other.write("x", "1");
      thing.make(root.resolve(INNER), elsewhere.resolve(Area.NAME));
      Files.writeString(root.resolve(INNER).resolve("x"), "1");
      try (FileStore outer = outer()) {
        assertThat(outer.readString(INNER + "/x")).isEqualTo("1");
        outer.write(INNER + "/x", "2");
        assertThat(outer.readString(INNER + "/x")).isEqualTo("2");
        assertThat(outer.list(INNER)).hasSize(1);
        outer.deleteFile(INNER + "/x");
      }
    }
  }

  @Test
  void belowLocksOfAnotherVersionEveryChangeIsRefusedAndTheFilesAreRead() throws IOException {
    Files.createDirectories(root.resolve(INNER));
    try (FileStore outer = outer()) {
      outer.write(INNER + "/x", "1");
    }
    Path locks = root.resolve(".coffer/locks");
    byte[] bytes = Files.readAllBytes(locks);
    bytes[ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? 3 : 4]++;
    Files.write(locks, bytes);
    try (FileStore inner = inner();
        FileStore outer = outer()) {
      assertThat(inner.readString("x")).isEqualTo("1");
      assertThat(outer.list(INNER)).containsExactly(INNER + "/x");
      assertThatThrownBy(() -> inner.write("x", "2"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(root.toString())
          .hasMessageContaining("another version");
      assertThatThrownBy(() -> outer.write(INNER + "/x", "2"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("another version");
      assertThat(inner.readString("x")).isEqualTo("1");
    }
  }

  @Test
  void ofManyStoresBelowThatAreChangedThroughOneAboveFewStayOpen() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "the system does not show what is open");
    for (int i = 0; i < 80; i++) {
      try (FileStore below = new LocalFileStore(root.resolve("d" + i), Durability.NONE)) {
        below.write("x", "1");
      }
    }
    try (FileStore outer = outer()) {
      for (int i = 0; i < 80; i++) {
        outer.write("d" + i + "/x", "2");
      }
      assertThat(openLocksBelow()).isEqualTo(64);
      outer.write("d0/x", "3");
      assertThat(openLocksBelow()).isEqualTo(64);
    }
    assertThat(openLocksBelow()).isZero();
  }

  private long openLocksBelow() throws IOException {
    long open = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        if (isLocksBelow(descriptor)) {
          open++;
        }
      }
    }
    return open;
  }

  private boolean isLocksBelow(Path descriptor) {
    try {
      Path file = Files.readSymbolicLink(descriptor);
      return file.startsWith(root.toRealPath())
          && file.endsWith(".coffer/locks")
          && !file.equals(root.toRealPath().resolve(".coffer/locks"));
    } catch (IOException e) {
      return false; // that of the directory that is read
    }
  }
}
