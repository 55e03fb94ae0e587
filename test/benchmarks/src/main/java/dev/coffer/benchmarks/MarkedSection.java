package dev.coffer.benchmarks;

/** A part of a page that a program writes, between two comments. */
record MarkedSection(String name) {
  /** The page with another text in that part. */
  String replaceIn(String page, String text) {
    String begin = "<!-- " + name + ": begin -->\n";
    String end = "<!-- " + name + ": end -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the page has no section '" + name + "'");
    }
    return page.substring(0, from + begin.length()) + text + page.substring(to);
  }
}
