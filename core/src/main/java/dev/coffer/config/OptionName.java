package dev.coffer.config;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How the name of an option is written, and recognised in other spellings: letter case and dashes
 * do not count, so that {@code pathStyle}, {@code PATH_STYLE} and {@code path-style} are one. Dots
 * count.
 */
final class OptionName {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
  private static final String PREFIX = "COFFER_";

  private OptionName() {}

  /** The name itself, if it has the form that names are declared in. */
  static String checked(String name) {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name of an option is lower case with dashes and dots, such as max-size: " + name);
    }
    return name;
  }

  /** What all spellings of a name have in common. */
  static String key(String spelling) {
    return spelling.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Whether another name is a spelling of the same option. */
  static Predicate<String> sameAs(String spelling) {
    String key = key(spelling);
    return other -> key(other).equals(key);
  }

  /** The environment variable of an option. */
  static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What distinguishes a variable from the others that may belong to an option. */
  static String withoutPrefix(String variable) {
    return variable.substring(PREFIX.length());
  }

  /** Whether a variable may belong to an option at all. */
  static boolean isVariable(String variable) {
    return variable.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Whether a variable is a spelling of the one that belongs to an option. */
  static boolean isVariableOf(String variable, String name) {
    String spellings = name.replace('.', '_').replace("-", "_?");
    return isVariable(variable) && withoutPrefix(variable).matches("(?i)" + spellings);
  }
}
