package dev.coffer.fakegcs;

import java.util.Optional;

/**
 * The parameters of a listing.
 *
 * <p>Documentation: {@code json_api/v1/objects/list}.
 */
record ListQuery(
    String prefix,
    String delimiter,
    boolean versions,
    boolean softDeleted,
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
    if (query.is("versions") && query.is("softDeleted")) {
      throw Refusal.invalid("softDeleted and versions cannot both be true");
    }
    return new ListQuery(
        query.get("prefix").orElse(""),
        query.get("delimiter").orElse(""),
        query.is("versions"),
        query.is("softDeleted"),
        query.get("startOffset").orElse(""),
        query.get("endOffset").filter(value -> !value.isEmpty()),
        (int) Math.min(LARGEST_PAGE, most),
        query
            .get("pageToken")
            .filter(token -> !token.isEmpty())
            .map(PagePosition::of)
            .orElse(PagePosition.BEFORE_ALL));
  }

  /** Returns the first name that can be on the page. */
  String first() {
    return later(later(prefix, start), after.name());
  }

  private static String later(String a, String b) {
    return Utf8Order.ORDER.compare(a, b) < 0 ? b : a;
  }

  /**
   * Returns whether a name that is not before the first belongs to the listing; the names after it
   * do not.
   */
  boolean reaches(String name) {
    return name.startsWith(prefix)
        && end.filter(e -> Utf8Order.ORDER.compare(name, e) >= 0).isEmpty();
  }

  /** Returns the prefix that replaces a name in the listing; empty if the name itself is listed. */
  Optional<String> prefixOf(String name) {
    int found = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
    return found < 0
        ? Optional.empty()
        : Optional.of(name.substring(0, found + delimiter.length()));
  }
}
