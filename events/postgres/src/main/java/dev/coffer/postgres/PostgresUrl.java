package dev.coffer.postgres;

import java.util.regex.Pattern;

/** What may stand in the URL of an outbox, which is shown in errors and logs. */
final class PostgresUrl {
  static final String HINT =
      "the URL of outbox has a password or a user before @, which would be shown: give outbox.user"
          + " and outbox.password, or set COFFER_OUTBOX_PASSWORD";

  private static final Pattern SECRET = Pattern.compile("(?i)[?&](ssl)?password=|^[^?]*@");

  private PostgresUrl() {}

  static boolean showsSecret(String url) {
    return SECRET.matcher(url).find();
  }
}
