package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import dev.coffer.testkit.ClientTimes;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.SkippedCases;
import dev.coffer.testkit.chaos.Writing.When;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The behaviour that a store of a remote service must have on a bad network: extend this class in a
 * test, specify where the service is and how a store of it is opened, and every call is tried with
 * every mishap at each of its requests.
 *
 * <p>The requests of a call are counted first, on a network without faults; so the cases know
 * nothing of the service's protocol except that it is HTTP/1.1. Then, for each request:
 *
 * <ul>
 *   <li>A mishap that happens <i>once</i> (a cut before, in and after it, by reset, close and
 *       silence; two busy answers; a trickle) must be survived: the call returns, and its result
 *       and the files are exactly right. So no conflict with the client's own changes is reported.
 *   <li>For a mishap that <i>lasts</i>, the store must throw a {@link
 *       dev.coffer.ConnectionException} within its deadline; this is tried at the first, a middle
 *       and the last request. Then every file is whole, either as before or as requested; it is as
 *       before if the service cannot have acted.
 * </ul>
 *
 * <p>After each trial, every connection of the store's pool is usable, no connection outlives the
 * store, and no unfinished upload is left that the client could have known of.
 */
@Timeout(1800)
@ExtendWith(SkippedCases.class)
@Tag("bad-network")
public abstract class ChaosContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  private static final int SMALL = 2_000;

  /** Creates the test of a back end. */
  protected ChaosContract() {}

  /**
   * Returns the address of the service.
   *
   * @return {@code http://host:port}
   */
  protected abstract URI server();

  /**
   * Opens a store with a pool of {@link #connections()} connections and the limits of {@link
   * #clientTimes()}. With the usual times of a client a trial does not end.
   *
   * @param endpoint the service, or the proxy in front of it
   * @param place a name of letters, digits and {@code -} for the store's own prefix: the same name
   *     has the same files, and a new name has none
   * @return a store, closed by the contract
   */
  protected abstract FileStore openStore(URI endpoint, String place);

  /**
   * Returns the uploads that were started and neither completed nor aborted.
   *
   * @param place the place of their files
   * @return a name for each; none if the service has no such uploads
   */
  protected List<String> unfinishedUploads(String place) {
    return List.of();
  }

  /**
   * Returns whether a request creates something that only its response identifies, so that a lost
   * response leaves it behind.
   *
   * @param request the request
   * @return false unless overridden
   */
  protected boolean beginsUpload(ProxiedRequest request) {
    return false;
  }

  /**
   * Returns the response of the service when it asks clients to slow down.
   *
   * @return 503 without an explanatory body
   */
  protected Fault busy() {
    return Fault.answer(503, Map.of("Content-Type", "text/plain"), "busy");
  }

  /**
   * Returns an etag that a file could have but none has.
   *
   * @return an etag in the form of the store; 32 digits unless overridden
   */
  protected String anotherEtag() {
    return "0123456789abcdef0123456789abcdef";
  }

  /**
   * Returns how many connections the stores' pools have.
   *
   * @return 4 unless overridden
   */
  protected int connections() {
    return 4;
  }

  /**
   * Returns a size that takes several requests to write.
   *
   * @return 11 MiB unless overridden
   */
  protected int largeSize() {
    return 11 << 20;
  }

  /**
   * Returns the time limits for the clients of the stores that {@link #openStore} opens.
   *
   * @return {@link ClientTimes#FOR_A_BAD_NETWORK} unless overridden; longer ones for a slow service
   */
  protected ClientTimes clientTimes() {
    return ClientTimes.FOR_A_BAD_NETWORK;
  }

  /**
   * Returns the time after which an unfinished trial has failed: much longer than the store's own
   * deadline, since the machine may be slow.
   *
   * @return eight times the deadline of a call, about a minute, unless overridden
   */
  protected Duration deadline() {
    return clientTimes().giveUpAfter().multipliedBy(8);
  }

  /**
   * Returns how many trials run at once.
   *
   * @return 6 unless overridden
   */
  protected int trialsAtOnce() {
    return 6;
  }

  /**
   * Returns how many trials of a case are run, for a service that takes long for each; if fewer
   * than all, they are spread evenly over the requests and the mishaps.
   *
   * @return all unless overridden
   */
  protected int trialsOfACase() {
    return Integer.MAX_VALUE;
  }

  /**
   * Returns whether the service enforces the condition of a deletion.
   *
   * @return true unless overridden; otherwise the cases of such deletions are skipped
   */
  protected boolean keepsConditionsOfDeletions() {
    return true;
  }

  /** Returns a name that no other trial of this JVM uses. */
  final String newPlace() {
    return "chaos-" + PLACES.incrementAndGet();
  }

  private void once(Supplier<? extends ChaosCall> call) {
    new ChaosTrials(this).run(call, Mishap.once(busy()), false);
  }

  private void lasting(Supplier<? extends ChaosCall> call) {
    new ChaosTrials(this).run(call, Mishap.lasting(busy()), true);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Supplier<ChaosCall> writing(int size, When when) {
    byte[] bytes = bytes(size);
    return () -> new Writing(bytes, when);
  }

  private static Supplier<ChaosCall> reading(int size, int offset, int length) {
    byte[] bytes = bytes(size);
    return () -> new Reading(bytes, offset, length);
  }

  private static Supplier<ChaosCall> onFiles(Consumer<FileStore> call, String... deleted) {
    return () -> new OnFiles(call, List.of(deleted));
  }

  /** Returns a call that has been made once before. */
  private static Supplier<ChaosCall> inUse(Supplier<ChaosCall> call) {
    return () -> {
      ChaosCall used = call.get();
      return new InUse(used, used::run);
    };
  }

  private Supplier<ChaosCall> writingInUse() {
    byte[] bytes = bytes(SMALL);
    return () ->
        new InUse(new Writing(bytes, When.ALWAYS), store -> store.write("in-use", new byte[1]));
  }

  @Test
  void aWriteSurvivesAnyMishap() {
    once(writing(SMALL, When.ALWAYS));
  }

  @Test
  void aWriteOnABrokenNetworkFailsAtomically() {
    lasting(writing(SMALL, When.ALWAYS));
  }

  @Test
  void aWriteInAStoreInUseSurvivesAnyMishap() {
    once(writingInUse());
  }

  @Test
  void aWriteInAStoreInUseOnABrokenNetworkFailsAtomically() {
    lasting(writingInUse());
  }

  @Test
  void aWriteOfAnAbsentFileSurvivesAnyMishap() {
    once(writing(SMALL, When.ABSENT));
  }

  @Test
  void aWriteOfAnAbsentFileOnABrokenNetworkFailsAtomically() {
    lasting(writing(SMALL, When.ABSENT));
  }

  @Test
  void aWriteOfAKnownVersionSurvivesAnyMishap() {
    once(writing(SMALL, When.MATCHING));
  }

  @Test
  void aWriteOfAKnownVersionOnABrokenNetworkFailsAtomically() {
    lasting(writing(SMALL, When.MATCHING));
  }

  @Test
  void aRefusedWriteSurvivesAnyMishap() {
    once(() -> new RefusedWriting(bytes(SMALL), WriteOptions.DEFAULTS.ifAbsent()));
  }

  @Test
  void aRefusedWriteOnABrokenNetworkFailsAtomically() {
    lasting(() -> new RefusedWriting(bytes(SMALL), WriteOptions.DEFAULTS.ifAbsent()));
  }

  @Test
  void aWriteOfAnOldVersionSurvivesAnyMishap() {
    once(() -> new RefusedWriting(bytes(SMALL), WriteOptions.DEFAULTS.ifMatch(anotherEtag())));
  }

  @Test
  void aWriteOfAnOldVersionOnABrokenNetworkFailsAtomically() {
    lasting(() -> new RefusedWriting(bytes(SMALL), WriteOptions.DEFAULTS.ifMatch(anotherEtag())));
  }

  @Test
  void aLargeWriteSurvivesAnyMishap() {
    once(writing(largeSize(), When.ALWAYS));
  }

  @Test
  void aLargeWriteOnABrokenNetworkFailsAtomically() {
    lasting(writing(largeSize(), When.ALWAYS));
  }

  @Test
  void aLargeWriteOfAnAbsentFileSurvivesAnyMishap() {
    once(writing(largeSize(), When.ABSENT));
  }

  @Test
  void aLargeWriteOfAnAbsentFileOnABrokenNetworkFailsAtomically() {
    lasting(writing(largeSize(), When.ABSENT));
  }

  @Test
  void aLargeWriteOfAKnownVersionSurvivesAnyMishap() {
    once(writing(largeSize(), When.MATCHING));
  }

  @Test
  void aLargeWriteOfAKnownVersionOnABrokenNetworkFailsAtomically() {
    lasting(writing(largeSize(), When.MATCHING));
  }

  @Test
  void aReadOfAWholeFileSurvivesAnyMishap() {
    once(reading(3 << 20, 0, 3 << 20));
  }

  @Test
  void aReadOfAWholeFileOnABrokenNetworkFailsAtomically() {
    lasting(reading(3 << 20, 0, 3 << 20));
  }

  @Test
  void aReadInAStoreInUseSurvivesAnyMishap() {
    once(inUse(reading(3 << 20, 0, 3 << 20)));
  }

  @Test
  void aReadInAStoreInUseOnABrokenNetworkFailsAtomically() {
    lasting(inUse(reading(3 << 20, 0, 3 << 20)));
  }

  @Test
  void aReadOfARangeSurvivesAnyMishap() {
    once(reading(3 << 20, 1_000_001, 1 << 20));
  }

  @Test
  void aReadOfARangeOnABrokenNetworkFailsAtomically() {
    lasting(reading(3 << 20, 1_000_001, 1 << 20));
  }

  @Test
  void aListingSurvivesAnyMishap() {
    once(onFiles(ChaosContract::listInPages));
  }

  @Test
  void aListingOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(ChaosContract::listInPages));
  }

  @Test
  void aStatSurvivesAnyMishap() {
    once(onFiles(ChaosContract::look));
  }

  @Test
  void aStatOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(ChaosContract::look));
  }

  @Test
  void aStatInAStoreInUseSurvivesAnyMishap() {
    once(inUse(onFiles(ChaosContract::look)));
  }

  @Test
  void aStatInAStoreInUseOnABrokenNetworkFailsAtomically() {
    lasting(inUse(onFiles(ChaosContract::look)));
  }

  @Test
  void aStatOfAnAbsentFileSurvivesAnyMishap() {
    once(onFiles(store -> assertThat(store.exists("absent")).isFalse()));
  }

  @Test
  void aStatOfAnAbsentFileOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(store -> assertThat(store.exists("absent")).isFalse()));
  }

  @Test
  void aReadOfManyFilesSurvivesAnyMishap() {
    once(onFiles(ChaosContract::readAll));
  }

  @Test
  void aReadOfManyFilesOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(ChaosContract::readAll));
  }

  @Test
  void aReadOfManyFilesInAStoreInUseSurvivesAnyMishap() {
    once(inUse(onFiles(ChaosContract::readAll)));
  }

  @Test
  void aReadOfManyFilesInAStoreInUseOnABrokenNetworkFailsAtomically() {
    lasting(inUse(onFiles(ChaosContract::readAll)));
  }

  @Test
  void aDeleteOfManyFilesSurvivesAnyMishap() {
    once(
        onFiles(store -> store.deleteAll(List.of("d/1", "d/2", "e", "absent")), "d/1", "d/2", "e"));
  }

  @Test
  void aDeleteOfManyFilesOnABrokenNetworkFailsAtomically() {
    lasting(
        onFiles(store -> store.deleteAll(List.of("d/1", "d/2", "e", "absent")), "d/1", "d/2", "e"));
  }

  @Test
  void aDeleteOfADirectorySurvivesAnyMishap() {
    once(onFiles(store -> store.deleteDirectory("d"), "d/1", "d/2", "d/3", "d/4", "d/5"));
  }

  @Test
  void aDeleteOfADirectoryOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(store -> store.deleteDirectory("d"), "d/1", "d/2", "d/3", "d/4", "d/5"));
  }

  @Test
  void aDeleteOfAFileSurvivesAnyMishap() {
    once(onFiles(store -> store.deleteFile("d/3"), "d/3"));
  }

  @Test
  void aDeleteOfAFileOnABrokenNetworkFailsAtomically() {
    lasting(onFiles(store -> store.deleteFile("d/3"), "d/3"));
  }

  @Test
  void aDeletionOfAVersionSurvivesAnyMishapOrSaysThatItIsNotKnown() {
    assumeTrue(keepsConditionsOfDeletions(), "the service ignores the condition of a deletion");
    once(Deleting::present);
  }

  @Test
  void aDeletionOfAVersionOnABrokenNetworkFailsAtomically() {
    assumeTrue(keepsConditionsOfDeletions(), "the service ignores the condition of a deletion");
    lasting(Deleting::present);
  }

  @Test
  void aDeletionOfAnOldVersionDeletesNothingWhateverHappens() {
    assumeTrue(keepsConditionsOfDeletions(), "the service ignores the condition of a deletion");
    once(() -> Deleting.another(anotherEtag()));
  }

  @Test
  void aCopySurvivesAnyMishap() {
    once(() -> new Transferring(false));
  }

  @Test
  void aCopyOnABrokenNetworkFailsAtomically() {
    lasting(() -> new Transferring(false));
  }

  @Test
  void aMoveSurvivesAnyMishap() {
    once(() -> new Transferring(true));
  }

  @Test
  void aMoveOnABrokenNetworkFailsAtomically() {
    lasting(() -> new Transferring(true));
  }

  private static void look(FileStore store) {
    assertThat(store.stat("d/1").orElseThrow().size()).isEqualTo(3);
  }

  private static void listInPages(FileStore store) {
    try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS.recursive().pageSize(3))) {
      assertThat(
              entries
                  .map(entry -> entry.path().toString())
                  .filter(path -> !path.equals(ChaosTrial.BYSTANDER)))
          .containsExactlyElementsOf(OnFiles.FILES);
    }
  }

  private static void readAll(FileStore store) {
    try (Stream<byte[]> contents = store.readAll(OnFiles.FILES)) {
      assertThat(contents.map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
          .containsExactlyElementsOf(OnFiles.FILES);
    }
  }
}
