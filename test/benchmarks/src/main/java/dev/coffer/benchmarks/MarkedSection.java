package dev.coffer.benchmarks;

/** A part of a page that a program writes, between two comments. */
public record MarkedSection(String name) {
  /** The page with another text in that part. */
  public String replaceIn(String page, String text) {
    return page.substring(0, start(page)) + text + page.substring(end(page));
  }

  /** What is in that part. */
  public String textIn(String page) {
    return page.substring(start(page), end(page));
  }

  private int start(String page) {
    String begin = "<!-- " + name + ": begin -->\n";
    int from = page.indexOf(begin);
    if (from < 0) {
      throw missing();
    }
    return from + begin.length();
  }

  private int end(String page) {
    int to = page.indexOf("<!-- " + name + ": end -->");
    if (to < start(page)) {
      throw missing();
    }
    return to;
  }

  private IllegalArgumentException missing() {
    return new IllegalArgumentException("the page has no section '" + name + "'");
  }
}
