package dev.coffer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Back ends print as {@code Local(file:/var/data)}: their kind and their name. */
final class StoreNames {
  private static final Pattern FORM = Pattern.compile("\\w+\\((.+)\\)", Pattern.DOTALL);

  private StoreNames() {}

  /** The name without the kind; any other text as it is. */
  static String innermost(String store) {
    Matcher form = FORM.matcher(store);
    return form.matches() ? form.group(1) : store;
  }
}
