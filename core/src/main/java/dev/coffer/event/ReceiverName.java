package dev.coffer.event;

import dev.coffer.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of receivers that are identified by a URL. Its path and query may be keys, so a hash
 * replaces them; the location of the receiver stays readable.
 */
public final class ReceiverName {
  private static final int HASH_LENGTH = 16;
  private static final Pattern HASH = Pattern.compile("/[0-9a-f]{16}");

  private ReceiverName() {}

  /**
   * Returns the name of a receiver.
   *
   * @param place its location, such as {@code https://example.org:8443}
   * @param rest the path and the query, if any; kept as it is if it is empty or a slash alone
   * @return a name, the same for the same receiver in each process
   */
  public static String of(String place, String rest) {
    return place + (rest.isEmpty() || rest.equals("/") ? rest : "/" + hash(rest));
  }

  /**
   * Returns a name that shows no path, for one that may.
   *
   * @param name any name of a receiver
   * @return the same name if it is not a URL or was created by {@link #of}
   */
  public static String shown(String name) {
    int host = name.indexOf("://");
    int rest = host < 0 ? -1 : name.indexOf('/', host + 3);
    return rest < 0 || HASH.matcher(name.substring(rest)).matches()
        ? name
        : of(name.substring(0, rest), name.substring(rest));
  }

  /** The first 64 bits of a digest of the text and its length. */
  private static String hash(String text) {
    return Sha256.hexOfParts(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
  }
}
