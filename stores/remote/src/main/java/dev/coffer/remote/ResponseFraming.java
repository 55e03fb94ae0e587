package dev.coffer.remote;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks where a response ends, as stated in its head. HTTP clients treat an invalid length as a
 * missing one, and use the first of several lengths: the bytes that follow would be those of
 * another file, or be taken for the next response.
 */
public final class ResponseFraming {
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final String CHUNKED = "chunked";

  private ResponseFraming() {}

  /**
   * Checks that a head states at most one end.
   *
   * @param lengths the values of all headers {@code Content-Length}
   * @param codings the values of all headers {@code Transfer-Encoding}
   * @throws MalformedResponseException if a length is not a number, if two differ, if the coding is
   *     other than {@code chunked}, or if there are both a length and a coding
   */
  public static void check(List<String> lengths, List<String> codings)
      throws MalformedResponseException {
    if (!lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
      throw new MalformedResponseException("its Content-Length is no number", null);
    }
    if (lengths.stream().distinct().count() > 1) {
      throw new MalformedResponseException("it tells two lengths", null);
    }
    if (!codings.stream().allMatch(CHUNKED::equalsIgnoreCase)) {
      throw new MalformedResponseException("its Transfer-Encoding is not known", null);
    }
    if (codings.size() > 1 || (!codings.isEmpty() && !lengths.isEmpty())) {
      throw new MalformedResponseException("it tells two ends, by its length and its coding", null);
    }
  }
}
