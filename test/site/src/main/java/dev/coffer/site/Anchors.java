package dev.coffer.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.Heading;

/**
 * The names of the headings of a page, by which links lead to them: those of the repository's host.
 */
final class Anchors {
  private final Map<String, Integer> given = new HashMap<>();

  /** Names the next heading of the page. */
  String next(Heading heading) {
    String name =
        Text.of(heading)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N} _-]", "")
            .replace(' ', '-');
    int earlier = given.merge(name, 1, Integer::sum) - 1;
    return earlier == 0 ? name : name + "-" + earlier;
  }
}
