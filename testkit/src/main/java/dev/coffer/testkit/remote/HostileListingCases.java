package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.Leftovers;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.StorageFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A listing gives everything or an error, and it ends. */
interface HostileListingCases extends HostileServerUnderTest {
  /** More requests than a call makes that repeats nothing until a deadline. */
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
  default void aListingThatGoesOnWithoutSayingWhereIsAnError() {
    listsNoHalf(Lie.TOKEN_MISSING);
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
  default void leftoversThatCannotBeReadAreAnError() {
    findsNoLeftovers(Lie.LISTING_UNREADABLE);
  }

  @Test
  default void leftoversThatGoOnWithoutSayingWhereAreAnError() {
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
    assumeTrue(leftovers != null, "the store knows no leftovers");
    tell(lie);
    List<String> removed = new ArrayList<>();
    fails(() -> leftovers.remove(leftover -> removed.add(leftover.place())));
    assertThat(removed).isEmpty();
  }

  @Test
  default void namesThatNoPathCanHaveAreLeftOutAndTold() {
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

  @Test
  default void markersOfDirectoriesAndCoffersOwnAreaAreNotTold() {
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
