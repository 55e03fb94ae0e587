package dev.coffer.config;

import java.util.regex.Pattern;

/** The URLs in the value of an option, several perhaps, without what may be a secret. */
final class ShownUrls {
  /**
   * A password may contain any of these characters; so may a parameter, which then goes as well.
   */
  private static final Pattern DOUBTFUL = Pattern.compile("://\\S*\\?\\S*@\\S*");

  /** A password may contain a slash or a further sign like the one that ends it. */
  private static final Pattern USER = Pattern.compile("://\\S*@");

  /** Of these any parameter may be a key. */
  private static final Pattern QUERY = Pattern.compile("(?i)((?:https?|jdbc):[^\\s?]*\\?)\\S+");

  /** Of all others it is told by its name. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;][^\\s?&;=]*(?:key|secret|token|pass|pwd|sig|credential|auth)[^\\s?&;=]*=)"
              + "[^\\s&]*");

  private ShownUrls() {}

  static String withoutSecrets(String text) {
    String named = DOUBTFUL.matcher(text).replaceAll("://***");
    String alone = USER.matcher(named).replaceAll("://***@");
    String asked = QUERY.matcher(alone).replaceAll("$1***");
    return PARAMETER.matcher(asked).replaceAll("$1***");
  }
}
