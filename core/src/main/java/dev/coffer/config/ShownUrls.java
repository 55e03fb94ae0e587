package dev.coffer.config;

import java.util.regex.Pattern;

/** The value of an option, which may hold several URLs, without what may be a secret. */
final class ShownUrls {
  /**
   * A password may contain any of these characters; so may a parameter, which then goes as well.
   */
  private static final Pattern DOUBTFUL = Pattern.compile("://\\S*\\?\\S*@\\S*");

  /** A password may contain a slash or a further sign like the one that ends it. */
  private static final Pattern USER = Pattern.compile("://\\S*@");

  /** Of these any parameter may be a key. */
  private static final Pattern QUERY = Pattern.compile("(?i)((?:https?|jdbc):[^\\s?]*\\?)\\S+");

  /** The value of any other parameter is shown if the name is one of these. */
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "([?&](?!(?:bucket|ca-file|connections|direct-requests|durability|endpoint|max-size"
              + "|part-size|path-style|project|quota-project|region|scope|secure|sse"
              + "|storage-class|parts\\.concurrency|requests\\.concurrency"
              + "|request\\.(?:give-up|unreachable)-after"
              + "|timeout(?:\\.(?:attempt|call|connect|socket))?"
              + "|retry\\.(?:attempts|budget|initial-delay|max-delay))=)[^\\s?&=]*=)[^\\s&]*");

  /** And not if the name tells that it is a secret. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;][^\\s?&;=]*(?:key|secret|token|pass|pwd|sig|credential|auth)[^\\s?&;=]*=)"
              + "[^\\s&]*");

  /** The key itself, where the name of its file was asked for: as JSON, PEM or base64. */
  private static final Pattern KEY =
      Pattern.compile("(?s)\\s*\\{\\s*\".*|.*-----BEGIN .*|[\\w+/=\\s-]{300,}");

  private ShownUrls() {}

  static String withoutSecrets(String text) {
    if (KEY.matcher(text).matches()) {
      return "***";
    }
    String named = DOUBTFUL.matcher(text).replaceAll("://***");
    String alone = USER.matcher(named).replaceAll("://***@");
    String asked = QUERY.matcher(alone).replaceAll("$1***");
    String known = UNKNOWN.matcher(asked).replaceAll("$1***");
    return PARAMETER.matcher(known).replaceAll("$1***");
  }
}
