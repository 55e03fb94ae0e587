package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A deletion deletes what it should, completely or with an error, and nothing else. */
interface HostileDeletionCases extends HostileServerUnderTest {
  @Test
  default void aDirectoryWhoseListingCannotBeReadIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.LISTING_UNREADABLE);
  }

  @Test
  default void aDirectoryThatAPortalAnswersForIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.LISTING_OF_A_PORTAL);
  }

  @Test
  default void aDirectoryWhoseListingContinuesWithoutATokenIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.TOKEN_MISSING);
  }

  @Test
  default void aDirectoryWhoseListingGoesInACircleIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.TOKEN_REPEATED);
  }

  @Test
  default void aDirectoryWhoseListingContinuesInOtherWordsIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.TRUNCATED_IN_OTHER_WORDS);
  }

  /** The object that the path resolves to is not deleted in its place either. */
  @Test
  default void aDirectoryWithKeysThatAreNoTextIsNotReportedAsDeleted() {
    deletesNoHalf(Lie.KEYS_THAT_ARE_BYTES);
    assertThat(server().keys()).contains(key("d/a"));
  }

  @Test
  default void filesThatAPortalSaysToHaveDeletedAreDeletedOrAnError() {
    for (String path : List.of("a", "b", "d/e", "d/f")) {
      store().write(path, "x");
    }
    tell(Lie.DELETIONS_OF_A_PORTAL);
    isDone(() -> store().deleteAll(List.of("a", "b")), "a", "b");
    isDone(() -> store().deleteDirectory("d"), "d/e", "d/f");
  }

  private void isDone(Runnable deletion, String... paths) {
    try {
      deletion.run();
    } catch (FileStoreException e) {
      return;
    }
    assertThat(server().keys())
        .doesNotContain(Stream.of(paths).map(this::key).toArray(String[]::new));
  }

  private void deletesNoHalf(Lie lie) {
    store().write("d/a", "x");
    store().write("d2", "x");
    tell(lie);
    assertThrows(StorageFailureException.class, () -> store().deleteDirectory("d"));
    assertThat(server().keys()).contains(key("d2"));
  }

  @Test
  default void nothingOutsideOfTheDirectoryIsDeleted() {
    store().write("d/a", "x");
    store().write("e/a", "x");
    server().put("others/secret", new byte[1]);
    server().put("o", new byte[1]);
    tell(Lie.KEYS_OUTSIDE);
    assertThrows(StorageFailureException.class, () -> store().deleteDirectory("d"));
    assertThat(server().keys()).contains("others/secret", "o", key("e/a"));
    assertThrows(StorageFailureException.class, () -> store().clear());
    assertThat(server().keys()).contains("others/secret", "o");
  }

  @Test
  default void namesThatNoPathCanHaveAreDeletedWithTheirDirectory() {
    store().write("d/a", "x");
    store().write("d2", "x");
    for (String name : List.of("d/", "d/c\u0001\nd", "d/e//f", "d/z\uffff", "d/<&>\r")) {
      server().put(key(name), new byte[1]);
    }
    store().deleteDirectory("d");
    assertThat(server().keys()).containsExactly(key("d2"));
  }

  @Test
  default void aKeyThatAServerWouldResolveDeletesNoOther() {
    server().put("others/secret", new byte[1]);
    server().put(key("e"), new byte[1]);
    for (String name : List.of("d/../../others/secret", "d/../e", "d/./f")) {
      server().put(key(name), new byte[1]);
    }
    tell(Lie.PATHS_RESOLVED);
    assertThrows(FileStoreException.class, () -> store().deleteDirectory("d"));
    assertThat(server().keys()).contains("others/secret", key("e"));
  }

  @Test
  default void aDeletionThatABusyServerRefusesInABatchIsRepeated() {
    for (String path : List.of("a", "b", "c", "d/e", "d/f")) {
      store().write(path, "x");
    }
    tell(Lie.DELETIONS_BUSY);
    store().deleteAll(List.of("a", "b", "c"));
    assertThat(server().keys()).containsExactlyInAnyOrder(key("d/e"), key("d/f"));
    store().deleteDirectory("d");
    assertThat(server().keys()).isEmpty();
  }
}
