package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingProgressTest {
  private static final String ABOVE = "\ud83d\ude00";
  private static final String BELOW = "\uff01";

  private static KeyPage page(String... keys) {
    return new KeyPage(
        List.of(keys).stream()
            .map(
                key ->
                    new KeyPage.Found(
                        key,
                        path ->
                            new FileInfo(path, 1, Instant.EPOCH, "e", Optional.empty(), Map.of())))
            .toList(),
        List.of());
  }

  private static boolean leadsOn(KeyOrder order, String... lastKeys) {
    ListingProgress course = new ListingProgress(order);
    boolean all = true;
    for (String key : lastKeys) {
      all &= course.leadsOn(page(key));
    }
    return all;
  }

  @Test
  void eitherOrderLeadsOn() {
    assertThat(leadsOn(KeyOrder.open(), "a", BELOW, ABOVE)).isTrue();
    assertThat(leadsOn(KeyOrder.open(), "a", ABOVE, BELOW)).isTrue();
  }

  @Test
  void aServerThatChangesItsOrderDoesNot() {
    assertThat(leadsOn(KeyOrder.open(), BELOW, ABOVE, BELOW)).isFalse();
    KeyOrder order = KeyOrder.open();
    assertThat(leadsOn(order, ABOVE, BELOW)).isTrue();
    assertThat(leadsOn(order, BELOW, ABOVE)).isFalse();
  }

  @Test
  void aServiceWhoseOrderIsKnownMustKeepIt() {
    assertThat(leadsOn(KeyOrder.ofBytes(), BELOW, ABOVE)).isTrue();
    assertThat(leadsOn(KeyOrder.ofBytes(), ABOVE, BELOW)).isFalse();
  }

  @Test
  void theSamePageAgainDoesNotLeadOn() {
    assertThat(leadsOn(KeyOrder.open(), "a", "a")).isFalse();
    assertThat(leadsOn(KeyOrder.open(), "b", "a")).isFalse();
  }

  @Test
  void someEmptyPagesMayComeAndNotAllTheTime() {
    ListingProgress course = new ListingProgress(KeyOrder.open());
    for (int i = 0; i < 1000; i++) {
      assertThat(course.leadsOn(page())).isTrue();
    }
    assertThat(course.leadsOn(page())).isFalse();
  }
}
