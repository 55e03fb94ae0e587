package dev.coffer.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that a user gave to the client. No message shows their values: which of them are
 * secret depends on plug-ins of the client.
 */
record SecretSettings(Map<String, String> settings) {
  private static final Pattern INVALID =
      Pattern.compile("Invalid value .*? for configuration", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
  private static final Set<String> SIGNS =
      Set.of("password", "secret", "jaas", "token", "credential", "keystore.key", "user.info");

  /** A shorter value, such as 5, tells nothing where it is not said what it is of. */
  private static final int TELLING = 4;

  /** What a message may not have, and the setting that it is of. */
  private record Value(String text, String setting) {
    String hiddenIn(String message) {
      return message.replace(text, "<" + setting + ">");
    }
  }

  /** Returns a text with the name of a setting in place of each value. */
  String hidden(String text) {
    String shown = INVALID.matcher(text).replaceAll("Invalid value for configuration");
    for (Value value : values()) {
      shown = value.hiddenIn(shown);
    }
    return shown;
  }

  /** The longest first, since it may contain another. */
  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    settings.forEach(
        (setting, value) -> {
          boolean secret = SIGNS.stream().anyMatch(setting.toLowerCase(Locale.ROOT)::contains);
          add(values, value, setting, secret ? 1 : TELLING);
        });
    values.sort(Comparator.comparing(value -> -value.text().length()));
    return values;
  }

  /** A setting of JAAS has passwords in quotes. */
  private static void add(List<Value> values, String value, String setting, int shortest) {
    if (value.strip().length() >= shortest) {
      values.add(new Value(value, setting));
    }
    Matcher quoted = QUOTED.matcher(value);
    while (quoted.find()) {
      values.add(new Value(quoted.group(1), setting));
    }
  }
}
