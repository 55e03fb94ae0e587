package dev.coffer;

/** The value of an HTTP header: one line of printable ASCII. */
final class HeaderText {
  private HeaderText() {}

  static String check(String value) {
    if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a header's value is printable ASCII, and not blank");
    }
    return value;
  }
}
