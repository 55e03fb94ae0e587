package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.KeptLogs;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.StoreOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

final class AuditTrailTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  @TempDir Path folder;

  private final FileStore inner = new InMemoryFileStore();

  @AfterEach
  void keepNothing() {
    KeptLogs.keep(null);
  }

  private Path trail() {
    return folder.resolve("trail");
  }

  private FileStore audited(Clock clock, long maxSize) {
    try {
      return audited(new AuditTrail(trail(), maxSize, AuditTrail.OnFailure.FAIL, clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileStore audited() {
    return audited(Clock.fixed(NOON, ZoneOffset.UTC), 1 << 20);
  }

  private FileStore audited(OperationListener listener) {
    FileStore open =
        new ForwardingFileStore(inner) {
          @Override
          public void close() {
            // The store of the next trail too.
          }
        };
    return new ObservedFileStore(open, ObserveOptions.DEFAULTS.listener(listener));
  }

  private List<AuditRecord> records() {
    List<AuditRecord> records = new ArrayList<>();
    try {
      AuditReader.read(trail(), records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  private AuditCheck check() throws IOException {
    return AuditCheck.of(trail());
  }

  private static String text(AuditRecord entry) {
    return entry.actor().orElse("-")
        + " "
        + entry.operation()
        + " "
        + entry.path()
        + entry.target().map(target -> " " + target).orElse("")
        + " "
        + entry.bytes()
        + " "
        + entry.outcome();
  }

  // ---- Lines

  @Test
  void eachOperationIsALineReadsAndFailuresIncluded() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "four");
      Actor.as("ada", () -> store.readString("a"));
      store.open("a", 1, 2).close();
      store.exists("a");
      store.list("d");
      store.copy("a", "b");
      store.move("b", "c\u202E\"");
      store.deleteAll(List.of("a", "x"));
      store.deleteDirectory("d");
      assertThatThrownBy(() -> store.readString("missing")).isInstanceOf(NotFoundException.class);
      store.scoped("users/bob").exists("a");
    }
    assertThat(records().stream().map(AuditTrailTest::text))
        .containsExactly(
            "- write a 4 ok",
            "ada read a 4 ok",
            "- read a 2 ok",
            "- stat a 0 ok",
            "- list d 0 ok",
            "- copy a b 4 ok",
            "- move b c\u202E\" 4 ok",
            "- delete a 0 ok",
            "- delete x 0 ok",
            "- delete-directory d 0 ok",
            "- read missing 0 not-found",
            "- stat users/bob/a 0 ok");
    assertThat(records()).allMatch(entry -> entry.time().equals(NOON));
    assertThat(check().problems()).isEmpty();
    assertThat(check().lines()).isEqualTo(12);
  }

  @Test
  void aLineIsOneObjectOfJsonWithTheHashOfTheLineBefore() throws IOException {
    String etag;
    try (FileStore store = audited()) {
      etag = store.write("a", "four").etag();
    }
    assertThat(lines())
        .containsExactly(
            "{\"seq\":1,\"time\":\"2026-05-04T12:00:00Z\",\"operation\":\"write\",\"path\":\"a\",\"bytes\":4,"
                + "\"outcome\":\"ok\",\"etag\":\""
                + etag
                + "\",\"prev\":\""
                + "0".repeat(64)
                + "\"}");
  }

  @Test
  void aDeleteThatFailsInPartHasAnOutcomeForEachFile() {
    FileStore stubborn =
        new ForwardingFileStore(inner) {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            throw FileStoreException.ofAll(
                List.of(
                    new PermissionDeniedException(
                        new ErrorContext("delete", "b", "test"), null, null),
                    new ConnectionException(new ErrorContext("delete", "c", "test"), null, null)));
          }
        };
    try (FileStore store =
        new ObservedFileStore(stubborn, ObserveOptions.DEFAULTS.listener(newTrail()))) {
      assertThatThrownBy(() -> store.deleteAll(List.of("a", "b", "c")))
          .isInstanceOf(PermissionDeniedException.class);
    }
    assertThat(records().stream().map(AuditTrailTest::text))
        .containsExactly(
            "- delete a 0 ok", "- delete b 0 permission-denied", "- delete c 0 connection");
  }

  // ---- Unknown outcomes

  private static FileStore failing(RuntimeException error) {
    return new ForwardingFileStore(new InMemoryFileStore()) {
      @Override
      public void deleteFiles(Collection<FilePath> paths) {
        throw error;
      }

      @Override
      public Stream<Entry> list(FilePath directory, ListOptions options) {
        return Stream.<Entry>of(new Directory(directory))
            .map(
                entry -> {
                  throw error;
                });
      }
    };
  }

  private static ConnectionException lost(String path) {
    return new ConnectionException(new ErrorContext("delete", path, "test"), null, null);
  }

  private List<String> outcomes(FileStore below, Consumer<FileStore> call) {
    try (FileStore store =
        new ObservedFileStore(below, ObserveOptions.DEFAULTS.listener(newTrail()))) {
      assertThatThrownBy(() -> call.accept(store)).isInstanceOf(RuntimeException.class);
    }
    return records().stream().map(AuditRecord::outcome).toList();
  }

  @Test
  void ofADeleteThatFailedAsAWholeNoFileIsSaidToBeDeleted() {
    FileStore lost = failing(lost(""));
    assertThat(outcomes(lost, store -> store.deleteAll(List.of("a", "b", "c"))))
        .containsExactly("unknown", "unknown", "unknown");
  }

  @Test
  void aWholeFailureBesideThatOfOneFileLeavesTheOthersUnknown() {
    FileStore lost = failing(FileStoreException.ofAll(List.of(lost("b"), lost(""))));
    assertThat(outcomes(lost, store -> store.deleteAll(List.of("a", "b"))))
        .containsExactly("unknown", "connection");
  }

  @Test
  void aDeleteOfOneFileHasTheKindOfItsError() {
    assertThat(outcomes(failing(lost("")), store -> store.deleteFile("a")))
        .containsExactly("connection");
  }

  @Test
  void aDeleteThatEndsWithAnyOtherErrorLeavesItsFilesUnknown() {
    FileStore closed = failing(new IllegalStateException("closed"));
    assertThat(outcomes(closed, store -> store.deleteAll(List.of("a", "b"))))
        .containsExactly("unknown", "unknown");
  }

  @Test
  void aListingThatFailsWithItsFirstEntryIsNoListing() {
    assertThat(outcomes(failing(lost("d")), store -> store.list("d")))
        .containsExactly("connection");
  }

  private AuditTrail newTrail() {
    try {
      return new AuditTrail(
          trail(), 1 << 20, AuditTrail.OnFailure.FAIL, Clock.fixed(NOON, ZoneOffset.UTC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theThreadsOfACallWriteTheirLinesAsItsActor() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    IntStream.range(0, 50).forEach(i -> files.put("f" + i, new byte[i]));
    try (FileStore store = audited()) {
      Actor.as("ada", () -> store.writeAll(files));
      assertThat(Actor.as("ada", () -> store.readAll(List.copyOf(files.keySet())))).hasSize(50);
      assertThat(Actor.as("ada", () -> store.walk(""))).hasSize(50);
    }
    assertThat(records()).hasSize(101).allMatch(entry -> entry.actor().orElse("").equals("ada"));
    assertThat(check().isIntact()).isTrue();
  }

  // ---- Its files

  @Test
  void aTrailContinuesWhereItEnded() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (FileStore store = audited()) {
        store.write("a", "1");
      }
    }
    assertThat(check()).extracting(AuditCheck::lines, AuditCheck::sequence).containsExactly(3L, 3L);
    assertThat(check().isIntact()).isTrue();
    assertThat(names()).containsExactly("audit-0000000000000001.jsonl", "head", "lock");
  }

  @Test
  void aFileThatIsLargeEnoughIsSealedAndTheNextBegun() throws IOException {
    try (FileStore store = audited(Clock.fixed(NOON, ZoneOffset.UTC), 500)) {
      for (int i = 0; i < 7; i++) {
        store.write("a", "1");
      }
    }
    assertThat(names())
        .containsExactly(
            "audit-0000000000000001.jsonl",
            "audit-0000000000000005.jsonl",
            "audit-0000000000000009.jsonl",
            "head",
            "lock");
    assertThat(lines().get(3)).contains("\"sealed\":3,\"prev\":");
    assertThat(records()).hasSize(7);
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void eachDayHasAFileOfItsOwn() throws IOException {
    for (int day = 0; day < 3; day++) {
      Instant time = NOON.plusSeconds(day * 86_400L);
      try (FileStore store = audited(Clock.fixed(time, ZoneOffset.UTC), 1 << 20)) {
        store.write("a", "1");
        store.write("a", "1");
      }
    }
    assertThat(names().stream().filter(name -> name.startsWith("audit-"))).hasSize(3);
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void twoThatShareATrailTakeTurns() throws IOException {
    try (FileStore one = audited();
        FileStore other = audited()) {
      for (int i = 0; i < 5; i++) {
        one.write("one", "1");
        other.write("other", "1");
      }
    }
    assertThat(records().stream().map(AuditRecord::path))
        .containsExactly(
            "one", "other", "one", "other", "one", "other", "one", "other", "one", "other");
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void theFilesAreForTheirOwnerAlone() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "1");
    }
    assertThat(Files.getPosixFilePermissions(trail())).hasSize(3);
    for (String name : names()) {
      assertThat(Files.getPosixFilePermissions(trail().resolve(name))).hasSize(2);
    }
  }

  // ---- Changed while it is open

  private void assertRefused(FileStore store, String reason) {
    assertThatThrownBy(() -> store.write("a", "1"))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("the audit trail cannot be written: " + trail())
        .hasMessageContaining(reason)
        .hasMessageContaining("'coffer audit verify'");
  }

  @Test
  void aTrailThatIsDeletedWhileItIsOpenIsNotWrittenIntoNowhere() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "1");
      for (String name : names()) {
        Files.delete(trail().resolve(name));
      }
      assertRefused(store, "its files were deleted or replaced while it was open");
    }
  }

  @Test
  void aFileThatIsReplacedByAnotherIsNotContinued() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "1");
      store.write("a", "1");
      Path file = trail().resolve("audit-0000000000000001.jsonl");
      String changed = Files.readString(file).replace("\"a\"", "\"b\"");
      Files.writeString(folder.resolve("new"), changed);
      Files.move(folder.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING);
      assertRefused(store, "line 2 is not where it was");
    }
    assertThat(check().isIntact()).isFalse();
  }

  @Test
  void aCopyThatTakesItsPlaceUnchangedIsContinued() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "1");
      Path file = trail().resolve("audit-0000000000000001.jsonl");
      Files.copy(file, folder.resolve("new"));
      Files.move(folder.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING);
      store.write("a", "1");
    }
    assertThat(check().lines()).isEqualTo(2);
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void aHeadThatIsEmptiedOrSetBackWhileTheTrailIsOpenIsNotHealed() throws IOException {
    try (FileStore store = audited()) {
      store.write("a", "1");
      byte[] older = Files.readAllBytes(trail().resolve("head"));
      store.write("a", "1");
      Files.write(trail().resolve("head"), new byte[0]);
      assertRefused(store, "its head is missing or damaged");
      Path file = trail().resolve("audit-0000000000000001.jsonl");
      Files.writeString(file, Files.readAllLines(file).get(0) + "\n");
      Files.write(trail().resolve("head"), older);
      assertRefused(store, "it ended with line 2 before, and now with line 1");
    }
  }

  // ---- Its place

  @Test
  void aTrailInItsStoreOrAroundItIsRefused() {
    Path data = folder.resolve("data");
    for (String place : List.of("data", "data/trail", "data/../data/trail", "data/.coffer/x", "")) {
      assertThatThrownBy(
              () -> FileStores.open("file:" + data + "?audit=" + folder.resolve(place)).close())
          .as(place)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is inside the store, or the store is inside the trail");
    }
    assertThat(data).doesNotExist();
    FileStores.open("file:" + data + "?audit=" + data + "/.coffer/state/trail").close();
  }

  @Test
  void aTrailThatCodePutsIntoItsStoreIsRefused() throws IOException {
    Path data = folder.resolve("data");
    AuditTrail inside =
        new AuditTrail(
            data.resolve("trail"), 1 << 20, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
    try (FileStore local = new LocalFileStore(data)) {
      ObserveOptions options = ObserveOptions.DEFAULTS.listener(inside);
      assertThatThrownBy(() -> new ObservedFileStore(local, options))
          .isInstanceOf(ConfigurationException.class);
    } finally {
      inside.close();
    }
  }

  @Test
  void aStoreRemembersWhereItsTrailEnded() throws IOException {
    String uri = "file:" + folder.resolve("data") + "?audit=" + trail();
    try (FileStore store = FileStores.open(uri)) {
      store.write("a", "1");
    }
    for (String name : names()) {
      Files.delete(trail().resolve(name));
    }
    try (FileStore store = FileStores.open(uri)) {
      assertRefused(store, "it ended with line 1 before, and now with line 0");
    }
  }

  // ---- When it cannot be written

  /** A log on a disk that is full. */
  private static final class FullLog implements AuditLog {
    @Override
    public void append(List<AuditRecord> records, long since) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public boolean isWaiting() {
      return false;
    }

    @Override
    public void abandonWait() {}

    @Override
    public String place() {
      return "full";
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "full";
    }
  }

  @Test
  void anOperationThatCannotBeWrittenDownFails() {
    Clock clock = Clock.systemUTC();
    try (FileStore store =
        audited(new AuditTrail(new FullLog(), AuditTrail.OnFailure.FAIL, clock))) {
      assertThatThrownBy(() -> store.write("a", "1"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("the audit trail cannot be written")
          .hasStackTraceContaining("No space left");
      assertThatThrownBy(() -> store.open("a")).isInstanceOf(StorageFailureException.class);
      assertThatThrownBy(() -> store.readString("x")).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void itContinuesWithAWarningWhereThatIsAllowed() {
    KeptLogs.keep(Level.WARN);
    Clock clock = Clock.systemUTC();
    try (FileStore store =
        audited(new AuditTrail(new FullLog(), AuditTrail.OnFailure.ALLOW, clock))) {
      FileInfo info = store.write("a", "1");
      assertThat(store.stat("a")).contains(info);
    }
    assertThat(KeptLogs.events())
        .hasSize(2)
        .allMatch(event -> KeptLogs.text(event).contains("the audit trail full has no line for"));
  }

  @Test
  void anOperationThatMeetsTheCloseIsOneOfAClosedStore() {
    AuditTrail trail = newTrail();
    StoreCall call = new StoreCall(StoreOperation.STAT, List.of(FilePath.of("a")), "test");
    CallListener watch = trail.begin(call);
    trail.close();
    Outcome outcome = new Outcome(java.util.Optional.empty(), java.util.Optional.empty(), 0, 1);
    assertThatThrownBy(() -> watch.answered(outcome)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptDoesNotEndTheWaitForALine() throws IOException {
    try (FileStore store = audited()) {
      Thread.currentThread().interrupt();
      store.exists("a");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(check().lines()).isEqualTo(1);
  }

  @Test
  void anInterruptOfAllThreadsDoesNotCloseIt() throws IOException {
    try (FileStore store = audited()) {
      store.exists("a");
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("coffer-audit"))
          .forEach(Thread::interrupt);
      store.exists("a");
    }
    assertThat(check().lines()).isEqualTo(2);
  }

  // ---- By configuration

  @Test
  void anOptionSwitchesItOn() throws IOException {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:?scope=users/ada")
            .option("audit", "file:" + trail())
            .environment(Map.of())
            .build();
    try (FileStore store = FileStores.open(config)) {
      store.write("a", "1");
    }
    assertThat(records().stream().map(AuditTrailTest::text))
        .containsExactly("- write users/ada/a 1 ok");
  }

  @Test
  void whatCannotHoldATrailIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String place : List.of("s3://bucket/x", "file:", "a\u0000b", file.toString())) {
      assertThatThrownBy(
              () ->
                  FileStores.open(
                      FileStoreConfig.builder().uri("memory:").option("audit", place).build()))
          .as(place)
          .isInstanceOf(ConfigurationException.class);
    }
    assertThatThrownBy(() -> FileStores.open("memory:?audit="))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("audit is empty");
    FileStoreConfig empty = FileStoreConfig.builder().uri("memory:").option("audit", "").build();
    assertThatThrownBy(() -> FileStores.open(empty)).hasMessageContaining("audit is empty");
    assertThatThrownBy(() -> FileStores.open("memory:?observe=off&audit=" + trail()))
        .hasMessageContaining("audit needs what observe=off switches off");
  }

  @Test
  void nothingGoesAroundATrail() {
    FileStore able =
        new ForwardingFileStore(inner) {
          @Override
          public <T> java.util.Optional<T> unwrap(Class<T> type) {
            return type == Thread.class
                ? java.util.Optional.of(type.cast(new Thread()))
                : super.unwrap(type);
          }
        };
    try (FileStore store =
        new ObservedFileStore(able, ObserveOptions.DEFAULTS.listener(newTrail()))) {
      assertThat(store.unwrap(Thread.class)).isEmpty();
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (TrailFolder opened = TrailFolder.open(trail())) {
      for (String file : AuditLines.files(opened)) {
        lines.addAll(Files.readAllLines(trail().resolve(file)));
      }
    }
    return lines;
  }

  private List<String> names() {
    String[] names = trail().toFile().list();
    return names == null ? List.of() : java.util.Arrays.stream(names).sorted().toList();
  }
}
