package dev.coffer.remote.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.Keys;
import dev.coffer.remote.PartSizes;
import dev.coffer.remote.objects.FakeService.Fault;
import dev.coffer.testkit.FileStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of every store, and requests that are lost or come too late. */
@Tag("one-jdk")
class ObjectFileStoreTest extends FileStoreContract {
  private final FakeService service = new FakeService();

  private FileStore open() {
    return open(1L << 40);
  }

  private FileStore open(long largestFile) {
    return new ObjectFileStore(
        service,
        service,
        Keys.of("fake", "bucket", FilePath.of("dir")),
        KeyOrder.ofBytes(),
        FakeService.METADATA,
        new ObjectFileStore.Limits(
            new PartSizes(1 << 20, 1 << 24, 1000),
            4,
            1 << 20,
            1000,
            8,
            Duration.ofSeconds(30),
            Duration.ofSeconds(3)),
        new Capabilities(
            EnumSet.of(
                Capability.CONDITIONAL_WRITES,
                Capability.CONDITIONAL_DELETES,
                Capability.ETAG_PER_WRITE,
                Capability.ATOMIC_COPY,
                Capability.REPEATED_REQUESTS),
            largestFile,
            8));
  }

  /** Its largest file is small enough for the cases about it. */
  @Override
  protected FileStore newStore() {
    return open(16 << 20);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  @Override
  public int largeDirectory() {
    return 2_000;
  }

  @Override
  public int longestPath() {
    return 1024 - "dir/".length();
  }

  @Test
  void aLostRequestIsMadeAgain() {
    service.next(Fault.LOST, Fault.LOST);
    store().write("a", "x");
    assertThat(store().readString("a")).isEqualTo("x");
  }

  @Test
  void aConditionalWriteWhoseAnswerWasLostHasSucceeded() {
    service.next(Fault.ANSWER_LOST);
    FileInfo written =
        store().write("a", "x", WriteOptions.DEFAULTS.ifAbsent().metadata("key", "v"));
    assertThat(store().stat("a")).contains(written);
  }

  @Test
  void aConditionalWriteThatOthersWereFasterThanIsAConflict() {
    service.next(Fault.LOST, Fault.OVERTAKEN);
    WriteOptions absent = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(ConflictException.class, () -> store().write("a", "x", absent));
  }

  @Test
  void aConditionThatIsAnsweredWithNotFoundIsUnmet() {
    WriteOptions match = WriteOptions.DEFAULTS.ifMatch(store().write("a", "x").etag());
    service.next(Fault.NOT_FOUND);
    ConflictException e =
        assertThrows(ConflictException.class, () -> store().write("a", "x", match));
    assertThat(e).hasCauseInstanceOf(FakeService.RefusedException.class);
  }

  @Test
  void aWriteWithoutAConditionThatIsAnsweredWithNotFoundIsNone() {
    service.next(Fault.NOT_FOUND);
    FileStoreException e = assertThrows(FileStoreException.class, () -> store().write("a", "x"));
    assertThat(e).isNotInstanceOf(ConflictException.class);
  }

  @Test
  void aConditionalDeletionWhoseAnswerWasLostSaysThatItIsNotKnown() {
    String etag = store().write("a", "x").etag();
    service.next(Fault.ANSWER_LOST);
    ConnectionException e =
        assertThrows(
            ConnectionException.class,
            () -> store().deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(etag)));
    assertThat(e).hasMessageContaining("not known");
  }

  @Test
  void aReadOfAFileThatWasReplacedMeanwhileReadsTheNewOne() {
    store().write("a", "x");
    service.next(Fault.NONE, Fault.OVERTAKEN);
    assertThat(store().readBytes("a")).containsExactly(1);
  }

  @Test
  void aStreamOfAFileThatWasReplacedMeanwhileEndsWithAConflict() throws IOException {
    store().write("a", new byte[3 << 20]);
    try (InputStream in = store().open("a")) {
      service.next(Fault.OVERTAKEN);
      assertThrows(ConflictException.class, in::readAllBytes);
    }
  }

  @Test
  void aCopyOfAFileThatWasReplacedMeanwhileCopiesTheNewOne() {
    store().write("a", "x");
    service.next(Fault.NONE, Fault.OVERTAKEN);
    store().copy("a", "b");
    assertThat(store().readBytes("b")).containsExactly(1);
  }

  @Test
  void aCopyThatTheServiceMakesLaterIsAskedForUntilItIsMade() {
    FileInfo source = store().write("a", "x", WriteOptions.DEFAULTS.metadata("key", "v"));
    service.next(Fault.NONE, Fault.UNDER_WAY, Fault.NONE, Fault.UNDER_WAY, Fault.LOST);
    FileInfo copy = store().copy("a", "b");
    assertThat(store().stat("b")).contains(copy);
    assertThat(copy.metadata()).isEqualTo(source.metadata());
  }

  @Test
  void aCopyThatIsDeletedBeforeItIsCompleteIsNotMadeAgain() {
    store().write("a", "x");
    service.next(Fault.NONE, Fault.UNDER_WAY, Fault.NONE);
    service.count(
        new CountDownLatch(1) {
          @Override
          public void countDown() {
            service.delete("dir/b", Optional.empty());
          }
        });
    assertThrows(ConflictException.class, () -> store().copy("a", "b"));
    assertThat(store().exists("b")).isFalse();
  }

  @Test
  void closingTheStoreEndsTheWaitForACopy() throws Exception {
    store().write("a", "x");
    CountDownLatch questions = new CountDownLatch(2);
    service.count(questions);
    service.next(Fault.NONE, Fault.UNDER_WAY, Fault.NONE);
    service.next(Collections.nCopies(10_000, Fault.UNDER_WAY).toArray(Fault[]::new));
    FutureTask<FileInfo> copy = new FutureTask<>(() -> store().copy("a", "b"));
    new Thread(copy).start();
    questions.await();
    store().close();
    assertThat(assertThrows(ExecutionException.class, copy::get))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aServiceWithoutADelimiterListsDirectories() {
    service.knowNoDelimiter();
    for (String path : List.of("a/1", "a/2", "a/3", "a/4/5", "a-", "b", "c/d/e", "c/f")) {
      store().write(path, path);
    }
    for (int size = 1; size < 9; size++) {
      assertThat(names("", "", size)).containsExactly("a-", "a", "b", "c");
      assertThat(names("a", "", size)).containsExactly("a/1", "a/2", "a/3", "a/4");
      assertThat(names("", "a/2", size)).containsExactly("b", "c");
      assertThat(names("c", "c/d/e", size)).containsExactly("c/f");
    }
  }

  private List<String> names(String directory, String after, int size) {
    ListOptions options = ListOptions.DEFAULTS.pageSize(size);
    try (Stream<Entry> entries =
        store().entries(directory, after.isEmpty() ? options : options.startAfter(after))) {
      return entries.map(entry -> entry.path().toString()).toList();
    }
  }

  @Test
  void aFileIsNoLargerThanTheCapabilitiesSay() {
    try (FileStore store = open(3 << 20)) {
      byte[] most = new byte[3 << 20];
      byte[] more = new byte[(3 << 20) + 1];
      store.write("a", most);
      store.write("b", new ByteArrayInputStream(most));
      assertThrows(UnsupportedFeatureException.class, () -> store.write("c", more));
      InputStream unknown = new ByteArrayInputStream(more);
      UnsupportedFeatureException e =
          assertThrows(UnsupportedFeatureException.class, () -> store.write("c", unknown));
      assertThat(e).hasMessageContaining("3145728 bytes");
      assertThat(names("", "", 9)).containsExactly("a", "b");
      assertThat(service.partsLeft()).isZero();
    }
  }

  @Test
  void theCapabilitiesNameNoLargerFileThanThePartsHold() {
    try (FileStore store = open()) {
      assertThat(store.capabilities().maxFileSize()).isEqualTo(1000L << 24);
    }
  }

  @Test
  void theNameOfAStoreSaysWhichDirectoryItIs() {
    assertThat(store().name()).isEqualTo("fake:bucket/dir");
    service.next(Fault.NO_SUCH_PAGE);
    FileStoreException e = assertThrows(FileStoreException.class, () -> store().readBytes("a"));
    assertThat(e.store()).isEqualTo("fake:bucket/dir");
  }

  @Test
  void whatTheBackEndItselfThrowsIsNoResponse() {
    service.next(Fault.BROKEN_CODE);
    StorageFailureException e =
        assertThrows(StorageFailureException.class, () -> store().readBytes("a"));
    assertThat(e)
        .hasMessageContaining("the back end threw java.lang.IllegalArgumentException")
        .hasMessageNotContaining("hush")
        .hasRootCauseMessage("hush");
  }

  @Test
  void theClientIsClosedOnce() {
    FileStore store = open();
    store.close();
    store.close();
    assertThat(service.closes()).isEqualTo(1);
  }

  @Test
  void whatDoesNotSayThatTheFileIsMissingIsNoMissingFile() {
    service.next(Fault.NO_SUCH_PAGE, Fault.NO_SUCH_PAGE);
    assertThrows(StorageFailureException.class, () -> store().exists("a"));
    assertThrows(StorageFailureException.class, () -> store().list(""));
  }

  @Test
  void aMoveLeavesWhatWasWrittenSinceTheCopy() {
    store().write("a", "x");
    service.next(Fault.NONE, Fault.NONE, Fault.OVERTAKEN);
    store().move("a", "b");
    assertThat(store().readString("b")).isEqualTo("x");
    assertThat(store().readBytes("a")).containsExactly(1);
  }

  @Test
  void aContentWhosePartsAreGoneIsSentAgain() {
    byte[] bytes = new byte[2 << 20];
    service.next(Fault.NONE, Fault.NONE, Fault.OVERTAKEN);
    store().write("a", bytes);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  void aStreamWhosePartsAreGoneCannotBeSentAgain() {
    service.next(Fault.NONE, Fault.NONE, Fault.OVERTAKEN);
    InputStream in = new ByteArrayInputStream(new byte[2 << 20]);
    assertThrows(ConnectionException.class, () -> store().write("a", in));
    assertThat(store().readBytes("a")).containsExactly(1);
  }

  @Test
  void aWriteThatFailsInTheMiddleLeavesNoParts() {
    Content broken =
        Content.of(
            out -> {
              out.write(new byte[3 << 20]);
              throw new IOException("the source is broken");
            });
    assertThrows(
        StorageFailureException.class, () -> store().write("a", broken, WriteOptions.DEFAULTS));
    assertThat(store().exists("a")).isFalse();
    assertThat(service.partsLeft()).isZero();
  }
}
