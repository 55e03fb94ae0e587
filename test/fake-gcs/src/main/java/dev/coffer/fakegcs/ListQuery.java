package dev.coffer.fakegcs;

import java.util.Optional;

/**
 * What a listing is asked for.
 *
 * <p>Documentation: {@code json_api/v1/objects/list}.
 */
record ListQuery(
    String prefix,
    String delimiter,
    boolean versions,
    String start,
    Optional<String> end,
    int most,
    PagePosition after) {
  private static final int LARGEST_PAGE = 1000;

  static ListQuery of(Query query) {
    long most = query.number("maxResults").orElse(LARGEST_PAGE);
    if (most < 1) {
      throw Refusal.invalid("Invalid value for maxResults: " + most);
    }
    return new ListQuery(
        query.get("prefix").orElse(""),
        query.get("delimiter").orElse(""),
        query.is("versions"),
        query.get("startOffset").orElse(""),
        query.get("endOffset").filter(value -> !value.isEmpty()),
        (int) Math.min(LARGEST_PAGE, most),
        query
            .get("pageToken")
            .filter(token -> !token.isEmpty())
            .map(PagePosition::of)
            .orElse(PagePosition.BEFORE_ALL));
  }

  /** The first name that can be of the page. */
  String first() {
    return later(later(prefix, start), after.name());
  }

  private static String later(String a, String b) {
    return Utf8Order.ORDER.compare(a, b) < 0 ? b : a;
  }

  /** Whether a name that is not before the first is of the listing; those after it are not. */
  boolean reaches(String name) {
    return name.startsWith(prefix)
        && end.filter(e -> Utf8Order.ORDER.compare(name, e) >= 0).isEmpty();
  }

  /** The prefix that stands for a name in the listing; nothing when the name stands for itself. */
  Optional<String> prefixOf(String name) {
    int found = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
    return found < 0
        ? Optional.empty()
        : Optional.of(name.substring(0, found + delimiter.length()));
  }
}
