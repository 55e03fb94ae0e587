package dev.coffer.postgres;

import dev.coffer.delivery.PortNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may stand in the URL of an outbox, which is shown in errors and logs. */
final class PostgresUrl {
  private static final String SHOWN =
      "the URL of outbox has a password or a user before @, which would be shown: give outbox.user"
          + " and outbox.password, or set COFFER_OUTBOX_PASSWORD";
  private static final String NO_PORT =
      "the URL of outbox must be jdbc:postgresql://HOST:PORT/DATABASE; a port is from 1 to 65535";

  private static final Pattern SECRET = Pattern.compile("(?i)[?&](ssl)?password=|^[^?]*@");
  private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*)");
  private static final Pattern HOST =
      Pattern.compile("(?:\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d{1,9}))?");

  private PostgresUrl() {}

  /** Returns what is wrong with a URL, without any secret of it; empty if it may work. */
  static Optional<String> trouble(String url) {
    if (SECRET.matcher(url).find()) {
      return Optional.of(SHOWN);
    }
    Matcher hosts = HOSTS.matcher(url);
    boolean right =
        !hosts.lookingAt()
            || Stream.of(hosts.group(1).split(",", -1))
                .map(HOST::matcher)
                .allMatch(PostgresUrl::works);
    return right ? Optional.empty() : Optional.of(NO_PORT);
  }

  private static boolean works(Matcher host) {
    return host.matches() && PortNumber.isValid(host.group(1));
  }
}
