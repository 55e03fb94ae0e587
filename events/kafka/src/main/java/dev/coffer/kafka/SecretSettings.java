package dev.coffer.kafka;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of a client's settings that no message may show. */
record SecretSettings(Map<String, Object> settings) {
  private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
  private static final Set<String> SIGNS =
      Set.of("password", "secret", "jaas", "token", "credential", "keystore.key", "user.info");

  /** Returns a text with stars in place of each secret. */
  String hidden(String text) {
    String shown = text;
    for (String secret : secrets()) {
      shown = shown.replace(secret, "***");
    }
    return shown;
  }

  private Set<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>();
    settings.forEach(
        (key, value) -> {
          if (SIGNS.stream().anyMatch(key.toLowerCase(Locale.ROOT)::contains)) {
            add(secrets, value.toString());
          }
        });
    return secrets;
  }

  /** A setting of JAAS has passwords in quotes. */
  private static void add(Set<String> secrets, String value) {
    if (!value.isBlank()) {
      secrets.add(value);
    }
    Matcher quoted = QUOTED.matcher(value);
    while (quoted.find()) {
      secrets.add(quoted.group(1));
    }
  }
}
