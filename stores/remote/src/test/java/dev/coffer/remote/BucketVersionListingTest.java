package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.spi.ServiceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings of versions, also of servers that lie. */
class BucketVersionListingTest {
  private final Lifetime lifetime = new Lifetime("test", "Test");
  private final Keys keys = Keys.of("test", "bucket", FilePath.of("p"));
  private final List<String> asked = new ArrayList<>();
  private final List<String> omitted = new ArrayList<>();

  private List<String> below(VersionPage.Service service) {
    return list(VersionScope.below(keys, lifetime, KeyOrder.ofBytes(), FilePath.ROOT), service);
  }

  private List<String> of(String file, VersionPage.Service service) {
    return list(VersionScope.of(keys, lifetime, KeyOrder.ofBytes(), FilePath.of(file)), service);
  }

  private List<String> list(VersionScope scope, VersionPage.Service service) {
    ListOptions options = ListOptions.DEFAULTS.onOmitted(name -> omitted.add(name.name()));
    VersionPage.Service watched =
        token -> {
          asked.add(String.valueOf(token));
          return service.page(token);
        };
    try (Stream<ServiceVersion> all = BucketVersionListing.of(scope, options, watched)) {
      return all.map(version -> version.path() + " " + version.id()).toList();
    }
  }

  private static VersionPage.Found version(String key, @Nullable String id) {
    return new VersionPage.Found(key, id, Instant.EPOCH, 1L, "e", false, false);
  }

  private static VersionPage page(@Nullable String next, VersionPage.Found... versions) {
    return new VersionPage(Arrays.asList(versions), next != null, next);
  }

  private void assertBroken(VersionPage.Service service, String hint) {
    assertThatThrownBy(() -> below(service))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining(hint);
  }

  @Test
  void pagesFollowEachOtherWithinAKeyToo() {
    assertThat(
            below(
                token ->
                    token == null
                        ? page("more", version("p/a", "2"), version("p/a", "1"))
                        : page(null, version("p/a", "0"), version("p/b", "7"))))
        .containsExactly("a 2", "a 1", "a 0", "b 7");
    assertThat(asked).containsExactly("null", "more");
  }

  @Test
  void theVersionsOfAFileEndAtTheNextKey() {
    assertThat(of("a", token -> page("more", version("p/a", "2"), version("p/a.txt", "1"))))
        .containsExactly("a 2");
    assertThat(asked).hasSize(1);
  }

  @Test
  void noPageIsRequestedBeforeItIsTaken() {
    VersionScope scope = VersionScope.below(keys, lifetime, KeyOrder.ofBytes(), FilePath.ROOT);
    Stream<ServiceVersion> unused =
        BucketVersionListing.of(
            scope,
            ListOptions.DEFAULTS,
            token -> {
              throw new AssertionError("requested");
            });
    lifetime.close();
    assertThatThrownBy(() -> below(token -> page(null))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysThatNoPathCanBeAreReportedOnceAndOwnKeysNever() {
    assertThat(
            below(
                token ->
                    page(
                        null,
                        version("p/.coffer/files/versions/a/.coffer/x", "1"),
                        version("p//double", "1"),
                        version("p/a/../b", "2"),
                        version("p/a/../b", "1"),
                        version("p/d/", "1"),
                        version("p/d/e", "1"))))
        .containsExactly("d/e 1");
    assertThat(omitted).containsExactly("/double", "a/../b");
  }

  @Test
  void versionsOfOtherKeysAreRefused() {
    assertBroken(token -> page(null, version("q/a", "1")), "other keys");
    assertThatThrownBy(() -> of("a", token -> page(null, version("p/b", "1"))))
        .isInstanceOf(StorageFailureException.class);
  }

  @Test
  void keysOutOfOrderAreRefused() {
    assertBroken(token -> page(null, version("p/b", "1"), version("p/a", "1")), "in their order");
    assertBroken(
        token -> page(null, version("p/a", "2"), version("p/b", "1"), version("p/a", "1")),
        "in their order");
  }

  @Test
  void aListingThatRepeatsItselfEnds() {
    int[] pages = {0};
    assertBroken(
        token -> page("token " + pages[0]++, version("p/a", "2"), version("p/a", "1")), "circle");
    assertThat(pages[0]).isLessThan(10);
  }

  @Test
  void aListingWithoutVersionsEnds() {
    int[] pages = {0};
    assertBroken(token -> page("token " + pages[0]++), "does not advance");
  }

  @Test
  void aPageThatDoesNotSayWhereToGoOnIsRefused() {
    assertBroken(token -> new VersionPage(List.of(version("p/a", "1")), true, null), "not where");
    assertBroken(token -> page("same", version("p/" + asked.size(), "1")), "circle");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "")
  void aVersionWithoutAnIdIsRefused(String id) {
    assertBroken(token -> page(null, version("p/a", id)), "lacks the id");
  }

  @Test
  void aVersionWithoutASizeOrWithAnEndlessIdIsRefused() {
    assertBroken(token -> page(null, version("p/a", "9".repeat(2000))), "lacks the id");
    for (Long size : new Long[] {null, -1L}) {
      assertBroken(
          token ->
              page(null, new VersionPage.Found("p/a", "1", Instant.EPOCH, size, "e", false, false)),
          "size");
    }
  }
}
