package dev.coffer.fakegcs;

import java.util.Comparator;

/**
 * The order of the UTF-8 bytes of names, which is the order of a listing. It is not the order of
 * {@code String} for characters beyond U+FFFF.
 *
 * <p>Documentation: {@code json_api/v1/objects/list}.
 */
enum Utf8Order implements Comparator<String> {
  ORDER;

  @Override
  public int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Orders surrogates after all other characters. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
