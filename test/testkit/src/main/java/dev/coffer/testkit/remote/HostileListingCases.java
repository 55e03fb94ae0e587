package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.StorageFailureException;
import dev.coffer.spi.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A listing returns everything or an error, and it ends. */
interface HostileListingCases extends HostileServerUnderTest {
  /** More requests than a call makes if it does not retry until a deadline. */
  int MOST_REQUESTS = 8;

  private void fails(Executable listing) {
    int before = server().requests();
    assertThrows(StorageFailureException.class, listing);
    assertThat(server().requests() - before).as("requests").isLessThan(MOST_REQUESTS);
  }

  private List<String> names(FilePath directory, ListOptions options) {
    try (Stream<Entry> entries = store().list(directory, options)) {
      return entries.map(entry -> entry.path().toString()).toList();
    }
  }

  @Test
  default void aListingThatCannotBeReadIsAnError() {
    listsNoHalf(Lie.LISTING_UNREADABLE);
  }

  @Test
  default void thePageOfAPortalIsNoEmptyListing() {
    listsNoHalf(Lie.LISTING_OF_A_PORTAL);
  }

  @Test
  default void aListingThatContinuesWithoutATokenIsAnError() {
    listsNoHalf(Lie.TOKEN_MISSING);
  }

  @Test
  default void aListingThatContinuesInOtherWordsWithoutATokenIsAnError() {
    listsNoHalf(Lie.TRUNCATED_IN_OTHER_WORDS);
  }

  @Test
  default void aListingWithoutAnEndIsAnError() {
    listsNoHalf(Lie.ENDLESS_LISTING);
  }

  @Test
  default void aListingThatGoesInACircleIsAnError() {
    listsNoHalf(Lie.TOKEN_REPEATED);
  }

  @Test
  default void aListingOfKeysOutsideOfTheDirectoryIsAnError() {
    listsNoHalf(Lie.KEYS_OUTSIDE);
  }

  private void listsNoHalf(Lie lie) {
    store().write("d/a", "x");
    store().write("d/b", "x");
    server().put("others/secret", new byte[1]);
    tell(lie);
    fails(() -> names(FilePath.of("d"), ListOptions.DEFAULTS));
    fails(() -> names(FilePath.ROOT, ListOptions.DEFAULTS.recursive()));
  }

  @Test
  default void theTextOfARefusalIsNoEmptyListing() {
    listsNoHalf(Lie.LISTING_OF_A_REFUSAL);
  }

  @Test
  default void aNameThatAPageHasTwiceIsListedOnce() {
    listsEachOnce(Lie.NAMES_TWICE);
  }

  @Test
  default void aNameThatTwoPagesHaveIsListedOnce() {
    listsEachOnce(Lie.NAMES_AGAIN);
  }

  @Test
  default void aNameThatComesAgainAfterOthersIsListedOnceOrAnError() {
    listsEachOnce(Lie.NAMES_OUT_OF_ORDER);
  }

  private void listsEachOnce(Lie lie) {
    List<String> names = List.of("d/a/x", "d/b", "d/c/y", "d/d", "d/e/z");
    names.forEach(name -> store().write(name, "x"));
    tell(lie);
    for (int size : new int[] {2, 3, 1000}) {
      ListOptions options = ListOptions.DEFAULTS.pageSize(size);
      are(() -> names(FilePath.of("d"), options), List.of("d/a", "d/b", "d/c", "d/d", "d/e"));
      are(() -> names(FilePath.ROOT, options), List.of("d"));
      are(() -> names(FilePath.ROOT, options.recursive()), names);
    }
  }

  private static void are(Supplier<List<String>> listing, List<String> right) {
    try {
      assertThat(listing.get()).isEqualTo(right);
    } catch (StorageFailureException e) {
      assertThat(e).hasMessageContaining("order");
    }
  }

  @Test
  default void leftoversThatCannotBeReadAreAnError() {
    findsNoLeftovers(Lie.LISTING_UNREADABLE);
  }

  @Test
  default void thePageOfAPortalIsNoEmptyListingOfLeftovers() {
    findsNoLeftovers(Lie.LISTING_OF_A_PORTAL);
  }

  @Test
  default void leftoversThatContinueInOtherWordsWithoutATokenAreAnError() {
    findsNoLeftovers(Lie.TRUNCATED_IN_OTHER_WORDS);
  }

  @Test
  default void leftoversThatContinueWithoutATokenAreAnError() {
    findsNoLeftovers(Lie.TOKEN_MISSING);
  }

  @Test
  default void leftoversThatGoInACircleAreAnError() {
    findsNoLeftovers(Lie.TOKEN_REPEATED);
  }

  @Test
  default void leftoversOutsideOfTheStoreAreNeverRemoved() {
    findsNoLeftovers(Lie.KEYS_OUTSIDE);
  }

  private void findsNoLeftovers(Lie lie) {
    Leftovers leftovers = store().unwrap(Leftovers.class).orElse(null);
    assumeTrue(leftovers != null, "the store does not report leftovers");
    tell(lie);
    List<String> removed = new ArrayList<>();
    fails(() -> leftovers.remove(leftover -> removed.add(leftover.place())));
    assertThat(removed).isEmpty();
  }

  @Test
  default void namesThatNoPathCanHaveAreLeftOutAndReported() {
    store().write("d/a", "x");
    server().put(key("d/"), new byte[0]);
    server().put(key("d/c\u0001\nd"), new byte[1]);
    server().put(key("d/e//f"), new byte[1]);
    List<String> told = new ArrayList<>();
    ListOptions options = ListOptions.DEFAULTS.onOmitted(name -> told.add(name.name()));
    assertThat(names(FilePath.of("d"), options)).containsExactly("d/a", "d/e");
    assertThat(told).containsExactly("d/c\\u0001\\u000Ad");
    told.clear();
    assertThat(names(FilePath.ROOT, options.recursive())).containsExactly("d/a");
    assertThat(told).containsExactlyInAnyOrder("d/c\\u0001\\u000Ad", "d/e//f");
  }

  /** Returns names in the order by bytes, which differs from that by UTF-16 units. */
  private List<String> mixed() {
    List<String> names =
        List.of(
            "d/a",
            "d/z/\uff01",
            "d/z/\ud83d\ude00",
            "d/\ufb00",
            "d/\uff01/b",
            "d/\ud83d\ude00",
            "d/\ud83d\ude00/\ue000",
            "d/\ud83d\ude00/\ud83d\ude01",
            "d/\ud83d\ude01");
    names.forEach(name -> store().write(name, "x"));
    return names;
  }

  @Test
  default void namesOfAServerThatOrdersByUtf16ComeInTheOrderOfTheContract() {
    List<String> names = mixed();
    tell(Lie.KEYS_BY_UTF16);
    comesInOrder(names);
    store().deleteDirectory("d");
    assertThat(server().keys()).isEmpty();
  }

  @Test
  default void namesOfAServerThatOrdersByBytesComeInTheOrderOfTheContract() {
    comesInOrder(mixed());
  }

  private void comesInOrder(List<String> names) {
    for (int size : new int[] {1, 2, 3, 1000}) {
      ListOptions options = ListOptions.DEFAULTS.recursive().pageSize(size);
      assertThat(names(FilePath.of("d"), options)).isEqualTo(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(names(FilePath.ROOT, options.startAfter(names.get(i))))
            .isEqualTo(names.subList(i + 1, names.size()));
      }
      assertThat(names(FilePath.of("d"), ListOptions.DEFAULTS.pageSize(size)))
          .containsExactly(
              "d/a",
              "d/z",
              "d/\ufb00",
              "d/\uff01",
              "d/\ud83d\ude00",
              "d/\ud83d\ude00",
              "d/\ud83d\ude01");
    }
  }

  @Test
  default void keysThatAreNoTextAreLeftOutAndReported() {
    store().write("d/a", "x");
    store().write("d/\ufffd", "x");
    tell(Lie.KEYS_THAT_ARE_BYTES);
    List<String> told = new ArrayList<>();
    ListOptions options = ListOptions.DEFAULTS.onOmitted(name -> told.add(name.name()));
    assertThat(names(FilePath.of("d"), options)).containsExactly("d/a", "d/\ufffd");
    assertThat(told).containsExactly("d/a\\xFF", "d/\ufffd\\xFF");
  }

  @Test
  default void markersOfDirectoriesAndCoffersOwnAreaAreNotReported() {
    store().write("d/a", "x");
    server().put(key(""), new byte[0]);
    server().put(key("d/"), new byte[0]);
    server().put(key("e/"), new byte[0]);
    server().put(key(".coffer/x\u0001"), new byte[0]);
    List<OmittedName> told = new ArrayList<>();
    ListOptions options = ListOptions.DEFAULTS.onOmitted(told::add);
    assertThat(names(FilePath.ROOT, options.recursive())).containsExactly("d/a");
    assertThat(names(FilePath.of("d"), options)).containsExactly("d/a");
    assertThat(told).isEmpty();
  }
}
