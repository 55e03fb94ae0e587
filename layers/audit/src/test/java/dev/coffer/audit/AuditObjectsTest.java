package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.Capabilities;
import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trail in a store: each group of lines is a file. */
@Timeout(120)
@Tag("one-jdk")
final class AuditObjectsTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String name = "AuditObjectsTest-" + NAMES.incrementAndGet();

  /** What the trail is kept in. */
  private final FileStore kept = handle();

  private FileStore handle() {
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }

  private static FileStore audited(FileStore trail) {
    try {
      AuditTrail listener = new AuditTrail(trail, AuditTrail.OnFailure.FAIL, CLOCK);
      return new ObservedFileStore(
          new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(listener));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int lines) {
    try (FileStore store = audited(handle())) {
      Actor.as("ada", () -> writeTo(store, "users/ada/", lines));
    }
  }

  private static void writeTo(FileStore store, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      store.write(prefix + i, "x");
    }
  }

  private List<String> files() {
    return kept.list("").stream().filter(AuditLines::isName).toList();
  }

  private List<String> problems() {
    try {
      return AuditCheck.of(kept).problems();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> paths() throws IOException {
    List<String> paths = new ArrayList<>();
    AuditReader.read(kept, entry -> paths.add(entry.path()));
    return paths;
  }

  // ---- What is kept

  @Test
  void aGroupOfLinesIsAFileThatIsNamedAfterItsFirst() throws IOException {
    write(2);
    assertThat(kept.list(""))
        .containsExactly("audit-0000000000000001.jsonl", "audit-0000000000000002.jsonl", "head");
    assertThat(kept.readString("audit-0000000000000001.jsonl"))
        .startsWith("{\"seq\":1,\"time\":\"2026-05-04T12:00:00Z\",\"actor\":\"ada\",")
        .endsWith("\"prev\":\"" + "0".repeat(64) + "\"}\n");
    assertThat(kept.stat("audit-0000000000000001.jsonl").orElseThrow().contentType())
        .contains("application/jsonl");
    AuditCheck check = AuditCheck.of(kept);
    assertThat(check.problems()).isEmpty();
    assertThat(check.sequence()).isEqualTo(2);
    assertThat(kept.readString("head")).contains("\"seq\":2", check.hash());
  }

  @Test
  void theLinesOfADeleteOfManyAreOneFile() throws IOException {
    try (FileStore store = audited(handle())) {
      store.deleteAll(List.of("a", "b", "c"));
      store.exists("a");
    }
    assertThat(files())
        .containsExactly("audit-0000000000000001.jsonl", "audit-0000000000000004.jsonl");
    assertThat(paths()).containsExactly("a", "b", "c", "a");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aDeleteOfNothingIsNoFile() {
    try (FileStore store = audited(handle())) {
      store.deleteAll(List.of());
      store.exists("a");
    }
    assertThat(files()).containsExactly("audit-0000000000000001.jsonl");
    write(1);
    assertThat(problems()).isEmpty();
  }

  @Test
  void aTrailContinuesWhereItEnded() throws IOException {
    for (int i = 0; i < 3; i++) {
      write(2);
    }
    assertThat(AuditCheck.of(kept).lines()).isEqualTo(6);
    assertThat(problems()).isEmpty();
  }

  @Test
  void aTrailContinuesAfterLinesThatTheHeadDoesNotKnow() throws IOException {
    write(2);
    byte[] old = kept.readBytes("head");
    write(3);
    kept.write("head", old);
    assertThat(problems()).isEmpty();
    write(1);
    assertThat(kept.readString("audit-0000000000000006.jsonl")).contains("\"behind\":3");
    assertThat(AuditCheck.of(kept).lines()).isEqualTo(7);
    assertThat(problems()).isEmpty();
  }

  @Test
  void sixteenThreadsWriteATrail() throws Exception {
    try (FileStore store = audited(handle())) {
      inThreads(16, i -> writeTo(store, "thread" + i + "/", 100));
    }
    assertThat(problems()).isEmpty();
    assertThat(paths()).hasSize(1600).doesNotHaveDuplicates();
  }

  private static void inThreads(int count, java.util.function.IntConsumer work)
      throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> work.accept(number));
      thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  // ---- Several writers

  @Test
  void twoThatShareATrailContinueAfterEachOther() throws IOException {
    try (FileStore one = audited(handle());
        FileStore other = audited(handle())) {
      for (int i = 0; i < 3; i++) {
        one.write("one", "1");
        other.write("other", "1");
      }
    }
    assertThat(paths()).containsExactly("one", "other", "one", "other", "one", "other");
    assertThat(problems()).isEmpty();
    assertThat(kept.readString("head")).contains("\"seq\":6");
  }

  @Test
  void threeThatWriteAtTheSameTimeMakeOneChain() throws Exception {
    List<FileStore> stores = List.of(audited(handle()), audited(handle()), audited(handle()));
    inThreads(9, i -> writeTo(stores.get(i % 3), "thread" + i + "/", 60));
    stores.forEach(FileStore::close);
    assertThat(problems()).isEmpty();
    assertThat(paths()).hasSize(540).doesNotHaveDuplicates();
    assertThat(kept.readString("head")).contains("\"seq\":540");
  }

  // ---- Answers that are lost

  /** Fails now and then, before or after a write is done. */
  private final class Lossy extends ForwardingFileStore {
    private final Random random = new Random(11);

    Lossy() {
      super(handle());
    }

    private synchronized boolean now(int percent) {
      return random.nextInt(100) < percent;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      fail(path, 10);
      FileInfo info = super.write(path, content, options);
      fail(path, 20);
      return info;
    }

    private void fail(FilePath path, int percent) {
      if (now(percent)) {
        throw new ConnectionException(
            new ErrorContext("write", path.toString(), "test"), "lost", null);
      }
    }
  }

  @Test
  void noOperationThatWasAnsweredIsMissingAfterAnswersThatWereLost() throws Exception {
    kept.write("head", new AuditHead(AuditLines.name(1), 0, Chain.EMPTY).bytes());
    Set<String> answered = ConcurrentHashMap.newKeySet();
    AtomicInteger refused = new AtomicInteger();
    try (FileStore one = audited(new Lossy());
        FileStore other = audited(new Lossy())) {
      inThreads(
          16,
          i -> {
            for (int j = 0; j < 40; j++) {
              String path = "thread" + i + "/" + j;
              try {
                (i % 2 == 0 ? one : other).write(path, "x");
                answered.add(path);
              } catch (FileStoreException e) {
                refused.incrementAndGet();
              }
            }
          });
    }
    assertThat(problems()).isEmpty();
    assertThat(new HashSet<>(paths())).containsAll(answered);
    assertThat(refused).hasPositiveValue();
    assertThat(answered).isNotEmpty();
  }

  // ---- What a check finds

  @Test
  void everyChangeOfAByteIsFound() {
    write(10);
    Random random = new Random(1);
    for (String file : files()) {
      byte[] bytes = kept.readBytes(file);
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (bytes[at] + 1 + random.nextInt(255));
        kept.write(file, changed);
        assertThat(problems()).as("byte %d of %s is %d", at, file, changed[at]).isNotEmpty();
      }
      kept.write(file, bytes);
    }
    assertThat(problems()).isEmpty();
  }

  @Test
  void aFileThatIsMissingIsFoundTheLastOneToo() {
    write(6);
    for (String file : files()) {
      byte[] bytes = kept.readBytes(file);
      kept.delete(file);
      assertThat(problems()).as(file).isNotEmpty();
      kept.write(file, bytes);
    }
    assertThat(problems()).isEmpty();
  }

  @Test
  void filesThatChangePlacesAreFound() {
    write(5);
    List<String> files = files();
    for (int i = 1; i < files.size(); i++) {
      byte[] one = kept.readBytes(files.get(i - 1));
      byte[] other = kept.readBytes(files.get(i));
      kept.write(files.get(i - 1), other);
      kept.write(files.get(i), one);
      assertThat(problems()).as(files.get(i)).isNotEmpty();
      kept.write(files.get(i - 1), one);
      kept.write(files.get(i), other);
    }
    assertThat(problems()).isEmpty();
  }

  @Test
  void linesThatAreCutOffAreFoundAndNoOneContinuesAfterThem() {
    write(3);
    try (FileStore store = audited(handle())) {
      store.deleteAll(List.of("a", "b", "c"));
    }
    String last = files().get(3);
    String lines = kept.readString(last);
    kept.write(last, lines.substring(0, lines.indexOf('\n') + 1));
    assertThat(problems()).containsExactly("head: line 6 was changed or is missing");
    assertThatThrownBy(() -> audited(handle())).hasStackTraceContaining("lines are missing");
    kept.delete(last);
    assertThat(problems()).containsExactly("head: line 6 was changed or is missing");
    assertThatThrownBy(() -> audited(handle())).hasStackTraceContaining("lines are missing");
  }

  @Test
  void aHeadThatIsMissingIsFound() {
    write(3);
    kept.delete("head");
    assertThat(problems()).singleElement().asString().startsWith("head: it is missing");
  }

  @Test
  void anEndThatIsDamagedIsNotContinued() {
    write(2);
    kept.write(files().get(1), "x");
    assertThatThrownBy(() -> audited(handle())).hasStackTraceContaining("coffer audit verify");
  }

  // ---- By configuration

  private static FileStoreConfig config(String audit, Map<String, String> environment) {
    return FileStoreConfig.builder()
        .uri("memory:users?scope=users/ada")
        .option("audit", audit)
        .environment(environment)
        .build();
  }

  @Test
  void anOptionNamesTheStore() throws IOException {
    Map<String, String> everywhere = Map.of("COFFER_AUDIT", "memory:" + name + "-no");
    try (FileStore store = FileStores.open(config("memory:" + name, everywhere))) {
      store.write("a", "1");
    }
    FileStore trail = FileStores.open("memory:" + name);
    List<AuditRecord> records = new ArrayList<>();
    AuditReader.read(trail, records::add);
    assertThat(records).singleElement().extracting(AuditRecord::path).isEqualTo("users/ada/a");
    assertThat(records.get(0).actor()).isEmpty();
    assertThat(FileStores.open("memory:" + name + "-no").list("")).isEmpty();
  }

  @Test
  void aStoreThatIsNoPlaceForATrailIsRefused() {
    for (String place : List.of("memory:", "memory:users", "nothing:x", "memory:x?scape=1")) {
      assertThatThrownBy(() -> FileStores.open(config(place, Map.of())).close())
          .as(place)
          .isInstanceOf(ConfigurationException.class);
    }
    FileStore careless =
        new ForwardingFileStore(new InMemoryFileStore()) {
          @Override
          public Capabilities capabilities() {
            return new Capabilities(Set.of(), Long.MAX_VALUE, 1);
          }
        };
    assertThatThrownBy(() -> audited(careless))
        .hasStackTraceContaining("does not support writes that fail");
  }

  @Test
  void anOperationWhoseStoreOfTheTrailIsAwayFails() {
    FileStore away =
        new ForwardingFileStore(handle()) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            if (AuditLines.isName(path.name())) {
              throw new ConnectionException(
                  new ErrorContext("write", path.toString(), "test"), "away", null);
            }
            return super.write(path, content, options);
          }
        };
    try (FileStore store = audited(away)) {
      assertThatThrownBy(() -> store.write("a", "1"))
          .hasMessageContaining("the audit trail cannot be written")
          .hasStackTraceContaining("away");
    }
    assertThat(problems()).isEmpty();
  }

  // ---- Lines that exist and may be lost

  /** A store whose second file of lines exists, although the write fails permanently. */
  private FileStore doubtful(boolean stands) {
    return new ForwardingFileStore(handle()) {
      private boolean failed;

      @Override
      public FileInfo write(FilePath path, Content content, WriteOptions options) {
        if (failed || !path.name().equals(AuditLines.name(2))) {
          return super.write(path, content, options);
        }
        failed = true;
        if (stands) {
          super.write(path, content, options);
        }
        throw new StorageFailureException(
            new ErrorContext("write", path.toString(), "test"), "sync", null);
      }
    };
  }

  @Test
  void afterAFailedWriteOfLinesThatExistNothingIsAcknowledgedUntilTheTrailIsOpenedAgain()
      throws IOException {
    try (FileStore store = audited(doubtful(true))) {
      store.write("a", "1");
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> store.write("b", "1"))
            .isInstanceOf(StorageFailureException.class)
            .hasMessageContaining("a write of the trail has failed after its file")
            .hasMessageContaining("check the disk and open the store again");
      }
    }
    assertThat(AuditCheck.of(kept).lines()).isEqualTo(2);
    write(1);
    assertThat(AuditCheck.of(kept).problems()).isEmpty();
    assertThat(kept.readString(AuditLines.name(3))).contains("\"behind\":1");
  }

  @Test
  void aWriteThatFailedAndLeftNoFileLeavesNoDoubt() throws IOException {
    try (FileStore store = audited(doubtful(false))) {
      store.write("a", "1");
      assertThatThrownBy(() -> store.write("b", "1")).hasMessageContaining("cannot be written");
      store.write("c", "1");
    }
    assertThat(paths()).containsExactly("a", "c");
  }
}
