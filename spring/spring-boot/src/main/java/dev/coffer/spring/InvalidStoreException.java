package dev.coffer.spring;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thrown if the properties of a store do not lead to an open store. */
final class InvalidStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String store;
  private final String problem;

  /** Without values, which may be secret. */
  private final String[] suspects;

  InvalidStoreException(
      String store, String problem, List<SourcedValue> properties, @Nullable Throwable cause) {
    super("the file store '" + store + "' cannot be opened: " + problem, cause);
    this.store = store;
    this.problem = problem;
    this.suspects = suspects(problem, properties);
  }

  String store() {
    return store;
  }

  String problem() {
    return problem;
  }

  /** Returns the properties that the problem names, or all if it names none, and their origins. */
  List<String> suspects() {
    return List.of(suspects);
  }

  private static String[] suspects(String problem, List<SourcedValue> properties) {
    List<SourcedValue> named =
        properties.stream()
            .filter(each -> isNamed(each.property(), problem) || problem.contains(each.origin()))
            .toList();
    return (named.isEmpty() ? properties : named)
        .stream().map(SourcedValue::toString).toArray(String[]::new);
  }

  /** Coffer's errors name an option by what follows the name of the store. */
  private static boolean isNamed(String property, String problem) {
    String option = property.replaceFirst("^coffer\\.(stores\\.(\\[.*?]|[^.]*)\\.)?", "");
    return Pattern.compile(
            "(?<![\\w.-])" + Pattern.quote(option) + "(?![\\w.-])", Pattern.CASE_INSENSITIVE)
        .matcher(problem)
        .find();
  }
}
