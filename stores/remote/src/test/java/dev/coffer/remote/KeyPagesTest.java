package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.StorageFailureException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPagesTest {
  private final Lifetime lifetime = new Lifetime("test", "Test");
  private final List<String> asked = new ArrayList<>();

  private Iterator<KeyPage> pages(KeyPages.Service service) {
    ErrorContext context = new ErrorContext("list", "d", "test");
    return new KeyPages(
        context,
        lifetime,
        KeyOrder.ofBytes(),
        token -> {
          asked.add(token.orElse("first"));
          return service.page(token);
        });
  }

  private static KeyPage page(String key) {
    return new KeyPage(List.of(found(key)), List.of());
  }

  private static KeyPage.Found found(String key) {
    return new KeyPage.Found(
        key, path -> new FileInfo(path, 0, Instant.EPOCH, "e", Optional.empty(), Map.of()));
  }

  @Test
  void noPageIsRequestedBeforeItIsTaken() {
    Iterator<KeyPage> pages = pages(token -> KeyPages.Answer.of(page("a"), null));
    assertThat(pages.hasNext()).isTrue();
    assertThat(asked).isEmpty();
    assertThat(pages.next().objects()).hasSize(1);
    assertThat(pages.hasNext()).isFalse();
    assertThat(asked).containsExactly("first");
  }

  @Test
  void aListingContinuesAfterTheGreatestKeyOfAPage() {
    KeyPage outOfOrder =
        new KeyPage(
            List.of(found("a"), found("\uff01"), found("\ud83d\ude00"), found("a")), List.of());
    assertThat(KeyPages.Answer.after(outOfOrder, true).next()).isEqualTo("\ud83d\ude00");
    assertThat(KeyPages.Answer.after(page("a"), false).more()).isFalse();
    KeyPage folded = new KeyPage(List.of(), List.of("a/"));
    assertThrows(IllegalArgumentException.class, () -> KeyPages.Answer.after(folded, true));
  }

  @Test
  void theTokenOfAPageLeadsToTheNext() {
    Iterator<KeyPage> pages =
        pages(
            token ->
                token.isEmpty()
                    ? KeyPages.Answer.of(page("a"), "second")
                    : KeyPages.Answer.of(page("b"), ""));
    pages.forEachRemaining(page -> {});
    assertThat(asked).containsExactly("first", "second");
  }

  @Test
  void aListingThatDoesNotLeadOnIsAnError() {
    Iterator<KeyPage> pages =
        pages(token -> KeyPages.Answer.of(page("a"), "token-" + asked.size()));
    assertThat(pages.next().objects()).hasSize(1);
    assertThrows(StorageFailureException.class, pages::next);
  }

  @Test
  void moreWithoutATokenIsAnError() {
    Iterator<KeyPage> pages = pages(token -> new KeyPages.Answer(page("a"), true, null));
    assertThrows(StorageFailureException.class, pages::next);
  }

  @Test
  void theCloseOfTheStoreEndsAListing() {
    Iterator<KeyPage> pages = pages(token -> KeyPages.Answer.of(page("a"), "more"));
    pages.next();
    lifetime.close();
    assertThrows(IllegalStateException.class, pages::hasNext);
  }
}
