package dev.coffer.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small entries in the slots of a directory. */
@Tag("one-jdk")
@Timeout(300)
class CacheSlotsTest {
  /** The smallest size with slots: one for each of 256 directories. */
  private static final long ONE_EACH = 4 << 20;

  private static final byte[] HEAD = {1, 2, 3};

  @TempDir private Path root;
  private Path directory;
  private @Nullable CacheDirectory open;

  @BeforeEach
  void nameTheDirectory() {
    directory = root.resolve("cache");
  }

  @AfterEach
  void release() throws IOException {
    CacheDirectory last = open;
    open = null;
    if (last != null) {
      last.release();
    }
  }

  private CacheDirectory opened(long maxSize) throws IOException {
    release();
    CacheDirectory cache = requireNonNull(CacheDirectory.open(directory, maxSize));
    open = cache;
    return cache;
  }

  /** Returns a name; those of a directory share its slot if it has one, and spread over more. */
  private static EntryName name(int fan, int number) {
    return EntryName.ofDigits(String.format("%02x%08x%054x", fan, number * 0x9E3779B1, number));
  }

  private static void write(CacheDirectory cache, EntryName name, String text) throws IOException {
    cache.write(name, HEAD, text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String read(CacheDirectory cache, EntryName name) throws IOException {
    ByteBuffer entry = cache.read(name, Long.MAX_VALUE);
    if (entry == null) {
      return null;
    }
    byte[] head = new byte[HEAD.length];
    entry.get(head);
    assertThat(head).isEqualTo(HEAD);
    return StandardCharsets.UTF_8.decode(entry).toString();
  }

  private Path slots() {
    return directory.resolve("slots");
  }

  /** Returns the entries that are files. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().length() == 64).toList();
    }
  }

  private boolean isInDirectory(String text) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    for (Path each : all) {
      if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aSmallEntryIsNoFileAndALargeOneIs() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(1, 1), "small");
    assertThat(read(cache, name(1, 1))).isEqualTo("small");
    assertThat(files()).isEmpty();
    write(cache, name(2, 1), "x".repeat(5000));
    assertThat(read(cache, name(2, 1))).hasSize(5000);
    assertThat(files()).hasSize(1);
    assertThat(cache.size()).isEqualTo(CacheSlots.SIZE + 5000 + HEAD.length);
    assertThat(cache.content().files()).isEqualTo(2);
    assertThat(cache.content().bytes()).isEqualTo(cache.size());
  }

  @Test
  void theLargestEntryOfASlotIsReadAndOneOfAByteMoreIsAFile() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    int most = CacheSlots.SIZE - EntryName.LENGTH - Integer.BYTES - HEAD.length;
    write(cache, name(255, 1), "x".repeat(most));
    assertThat(read(cache, name(255, 1))).isEqualTo("x".repeat(most));
    assertThat(files()).isEmpty();
    write(cache, name(255, 1), "y".repeat(most + 1));
    assertThat(read(cache, name(255, 1))).isEqualTo("y".repeat(most + 1));
    assertThat(files()).hasSize(1);
    assertThat(cache.content().files()).isEqualTo(1);
  }

  @Test
  void entriesOfOneSlotAreAllThere() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    for (int i = 0; i < 20; i++) {
      write(cache, name(7, i), "text " + i);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(read(cache, name(7, i))).isEqualTo("text " + i);
    }
    assertThat(files()).hasSize(19);
    assertThat(cache.content().files()).isEqualTo(20);
  }

  @Test
  void anEntryThatIsKeptAgainIsTheNewOneWhereverItWas() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    List<String> texts = new ArrayList<>(List.of("", ""));
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      int which = random.nextInt(2);
      String text = round + "x".repeat(random.nextBoolean() ? 10 : 6000);
      texts.set(which, text);
      write(cache, name(3, which), text);
      for (int i = 0; i < 2; i++) {
        String expected = texts.get(i).isEmpty() ? null : texts.get(i);
        assertThat(read(cache, name(3, i))).isEqualTo(expected);
      }
    }
  }

  @Test
  void nothingOfADeletedEntryIsLeft() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "first secret");
    write(cache, name(3, 2), "second secret");
    write(cache, name(3, 1), "third");
    write(cache, name(3, 2), "second");
    assertThat(isInDirectory("secret")).as("an earlier one, as a file").isTrue();
    cache.delete(name(3, 1));
    cache.delete(name(3, 2));
    assertThat(isInDirectory("secret") || isInDirectory("third") || isInDirectory("second"))
        .isFalse();
    assertThat(read(cache, name(3, 1))).isNull();
    assertThat(read(cache, name(3, 2))).isNull();
    assertThat(cache.size()).isZero();
  }

  @Test
  void aShorterEntryLeavesNothingOfALongerOne() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "x".repeat(1000) + "secret");
    write(cache, name(3, 1), "short");
    assertThat(isInDirectory("secret")).isFalse();
  }

  @Test
  void anInterruptedThreadDeletesAndReadsAndStaysInterrupted() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "secret");
    Thread.currentThread().interrupt();
    try {
      assertThat(read(cache, name(3, 1))).isEqualTo("secret");
      cache.delete(name(3, 1));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(isInDirectory("secret")).isFalse();
  }

  @Test
  void anInterruptedThreadOpensTheSlots() throws IOException {
    Thread.currentThread().interrupt();
    CacheDirectory cache;
    try {
      cache = opened(ONE_EACH);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    write(cache, name(3, 1), "text");
    assertThat(files()).isEmpty();
  }

  /** The interrupts close the file in the middle of reads and writes, also for the others. */
  @Test
  void interruptsEndTheCacheForNobody() throws Exception {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Long> rewriting = new FutureTask<>(() -> rewriteUntil(done, cache));
    Thread victim = new Thread(rewriting);
    victim.start();
    for (int i = 0; i < 20_000; i++) {
      victim.interrupt();
      assertThat(read(cache, name(3, 1))).isEqualTo("text");
    }
    done.set(true);
    assertThat(rewriting.get()).isPositive();
  }

  private static long rewriteUntil(AtomicBoolean done, CacheDirectory cache) throws IOException {
    long rounds = 0;
    for (; !done.get(); rounds++) {
      String text = "text " + rounds;
      write(cache, name(4, 1), text);
      assertThat(read(cache, name(4, 1))).isEqualTo(text);
      cache.delete(name(4, 1));
      assertThat(read(cache, name(4, 1))).isNull();
    }
    return rounds;
  }

  private void awaitSize(CacheDirectory cache, long size) {
    while (cache.size() != size) {
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  void theNextProcessFindsAndCountsThem() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    for (int fan = 0; fan < 256; fan += 5) {
      write(cache, name(fan, 1), "text " + fan);
    }
    long size = cache.size();
    assertThat(size).isEqualTo(52L * CacheSlots.SIZE);
    CacheDirectory next = opened(ONE_EACH);
    for (int fan = 0; fan < 256; fan += 5) {
      assertThat(read(next, name(fan, 1))).isEqualTo("text " + fan);
    }
    awaitSize(next, size);
  }

  @Test
  void theSizeOfTheDirectoryMayChange() throws IOException {
    Random random = new Random(2);
    for (long size : List.of(ONE_EACH, 7 * ONE_EACH, 1L << 40, ONE_EACH, ONE_EACH / 4, ONE_EACH)) {
      CacheDirectory cache = opened(size);
      for (int i = 0; i < 100; i++) {
        EntryName name = name(random.nextInt(256), random.nextInt());
        String earlier = read(cache, name);
        assertThat(earlier == null || earlier.equals(name.toString())).isTrue();
        write(cache, name, name.toString());
        assertThat(read(cache, name)).isEqualTo(name.toString());
      }
      assertThat(Files.exists(slots())).isEqualTo(size >= ONE_EACH);
    }
  }

  @Test
  void theMostSlotsAreASparseFileOfAQuarterOfAGibibyte() throws IOException {
    CacheDirectory cache = opened(1L << 50);
    write(cache, name(255, Integer.MAX_VALUE), "text");
    assertThat(read(cache, name(255, Integer.MAX_VALUE))).isEqualTo("text");
    assertThat(Files.size(slots())).isBetween(255L << 20, (256L << 20) + CacheSlots.SIZE);
  }

  @Test
  void filesOfADirectoryWithoutSlotsAreStillThere() throws IOException {
    CacheDirectory without = opened(ONE_EACH / 4);
    write(without, name(3, 1), "text");
    write(without, name(3, 2), "other");
    assertThat(files()).hasSize(2);
    CacheDirectory with = opened(ONE_EACH);
    assertThat(read(with, name(3, 1))).isEqualTo("text");
    with.delete(name(3, 1));
    assertThat(read(with, name(3, 1))).isNull();
    assertThat(read(with, name(3, 2))).isEqualTo("other");
    assertThat(files()).hasSize(1);
  }

  @Test
  void slotsAndFilesTogetherAreBounded() throws IOException {
    CacheDirectory cache = opened(2 * ONE_EACH);
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      write(cache, name(random.nextInt(256), i), "x".repeat(random.nextInt(2) * 10_000));
    }
    long files = 0;
    for (Path each : files()) {
      files += Files.size(each);
    }
    assertThat(files + Files.size(slots())).isBetween(ONE_EACH, 2 * ONE_EACH);
    assertThat(cache.size()).isEqualTo(cache.content().bytes());
    assertThat(cache.content().files()).isGreaterThan(files().size() + 300L);
  }

  @Test
  void clearGivesTheRoomBack() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    for (int fan = 0; fan < 256; fan++) {
      write(cache, name(fan, 1), "secret");
      write(cache, name(fan, 2), "secret");
    }
    cache.clear();
    assertThat(cache.size()).isZero();
    assertThat(cache.content().files()).isZero();
    assertThat(slots()).as("its head").hasSize(8);
    assertThat(read(cache, name(3, 1))).isNull();
    write(cache, name(3, 1), "text");
    assertThat(read(cache, name(3, 1))).isEqualTo("text");
    assertThat(cache.size()).isEqualTo(CacheSlots.SIZE);
  }

  @Test
  void nobodyButTheOwnerCanReadThem() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(slots())))
        .isEqualTo("rw-------");
  }

  @Test
  void theLastUserClosesTheFile() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system shows no descriptors");
    CacheDirectory first = opened(ONE_EACH);
    CacheDirectory second = requireNonNull(CacheDirectory.open(directory, ONE_EACH));
    assertThat(second).isSameAs(first);
    second.release();
    write(first, name(3, 1), "text");
    assertThat(isOpen(slots())).isTrue();
    release();
    assertThat(isOpen(slots())).isFalse();
    assertThat(read(first, name(3, 1))).as("a reader that was late").isNull();
  }

  private static boolean isOpen(Path file) throws IOException {
    String real = file.toRealPath().toString();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.anyMatch(each -> leadsTo(each, real));
    }
  }

  private static boolean leadsTo(Path descriptor, String file) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(file);
    } catch (IOException e) {
      return false; // it is closed by now
    }
  }

  // ---- What is in their place

  private void worksWithoutSlots() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    assertThat(read(cache, name(3, 1))).isEqualTo("text");
    assertThat(files()).hasSize(1);
    cache.clear();
    assertThat(cache.content().files()).isZero();
  }

  @Test
  void aForeignFileIsLeftAlone() throws IOException {
    Files.createDirectory(directory);
    for (String text : List.of("CFS", "a list of slots")) {
      Files.writeString(slots(), text);
      worksWithoutSlots();
      release();
      assertThat(slots()).hasContent(text);
      opened(ONE_EACH / 4);
      release();
      assertThat(slots()).hasContent(text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 4096})
  void whatAPowerFailureHasEmptiedIsMadeAnew(int size) throws IOException {
    Files.createDirectory(directory);
    Files.write(slots(), new byte[size]);
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    assertThat(read(cache, name(3, 1))).isEqualTo("text");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatOthersCanReadIsMadePrivate() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    release();
    Files.setPosixFilePermissions(slots(), PosixFilePermissions.fromString("rw-r--rw-"));
    assertThat(read(opened(ONE_EACH), name(3, 1))).isEqualTo("text");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(slots())))
        .isEqualTo("rw-------");
  }

  /** Who made it would read what it gets. */
  @Test
  void aFileOfAnotherUserIsLeftAlone() throws IOException {
    assumeTrue(Files.getAttribute(root, "unix:uid").equals(0), "only root gives files away");
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    cache.clear();
    release();
    Files.setAttribute(slots(), "unix:uid", 12345);
    byte[] before = Files.readAllBytes(slots());
    worksWithoutSlots();
    assertThat(Files.readAllBytes(slots())).isEqualTo(before);
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    release();
    Path elsewhere = root.resolve("elsewhere");
    Files.move(slots(), elsewhere);
    byte[] before = Files.readAllBytes(elsewhere);
    Files.createSymbolicLink(slots(), elsewhere);
    worksWithoutSlots();
    assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
    release();
    Files.delete(elsewhere);
    worksWithoutSlots();
    assertThat(elsewhere).doesNotExist();
    assertThat(Files.isSymbolicLink(slots())).isTrue();
  }

  @Test
  void aDirectoryIsLeftAlone() throws IOException {
    Files.createDirectories(slots());
    worksWithoutSlots();
    assertThat(Files.isDirectory(slots(), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Files.createDirectory(directory);
    int made = new ProcessBuilder("mkfifo", slots().toString()).start().waitFor();
    assumeTrue(made == 0, "this system has no mkfifo");
    worksWithoutSlots();
  }

  @Test
  void foreignBytesAndACutAreNoEntries() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    write(cache, name(200, 1), "text");
    release();
    byte[] bytes = Files.readAllBytes(slots());
    Random random = new Random(4);
    byte[] foreign = new byte[(int) ONE_EACH / 4 + CacheSlots.SIZE];
    random.nextBytes(foreign);
    System.arraycopy(bytes, 0, foreign, 0, 8);
    Files.write(slots(), foreign);
    CacheDirectory next = opened(ONE_EACH);
    assertThat(read(next, name(3, 1))).isNull();
    assertThat(next.content().files()).isZero();
    for (int fan = 0; fan < 256; fan++) {
      write(next, name(fan, 1), "text " + fan);
      assertThat(read(next, name(fan, 1))).isEqualTo("text " + fan);
    }
    assertThat(files()).as("what became of foreign bytes").isEmpty();
    release();
    Files.write(slots(), Arrays.copyOf(bytes, CacheSlots.SIZE * 100));
    CacheDirectory cut = opened(ONE_EACH);
    assertThat(read(cut, name(3, 1))).isEqualTo("text");
    assertThat(read(cut, name(200, 1))).isNull();
    write(cut, name(200, 1), "again");
    assertThat(read(cut, name(200, 1))).isEqualTo("again");
  }

  @Test
  void aFileThatIsCutWhileItIsUsedGrowsAgain() throws IOException {
    CacheDirectory cache = opened(ONE_EACH);
    write(cache, name(3, 1), "text");
    try (FileChannel file = FileChannel.open(slots(), StandardOpenOption.WRITE)) {
      file.truncate(CacheSlots.SIZE + 10);
    }
    assertThat(read(cache, name(3, 1))).as("it was cut off").isNull();
    write(cache, name(3, 1), "again");
    assertThat(read(cache, name(3, 1))).isEqualTo("again");
  }
}
