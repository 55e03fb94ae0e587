package dev.coffer.remote;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an answer ends, as its head tells it. Clients of HTTP take a length that is none for a
 * missing one, and of several the first: the bytes that follow would be those of another file, or
 * the next answer.
 */
public final class ResponseFraming {
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final String CHUNKED = "chunked";

  private ResponseFraming() {}

  /**
   * Checks that a head tells one end at most.
   *
   * @param lengths the values of all headers {@code Content-Length}
   * @param codings the values of all headers {@code Transfer-Encoding}
   * @throws MalformedResponseException if a length is no number, if two differ, if the coding is
   *     another than {@code chunked}, or if there are a length and a coding
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
