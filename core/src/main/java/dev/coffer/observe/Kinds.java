package dev.coffer.observe;

import java.util.Locale;

/** The words for kinds of errors: {@code NotFoundException} is {@code not-found}. */
final class Kinds {
  private static final ClassValue<String> WORDS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName()
              .replaceFirst("Exception$", "")
              .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
              .toLowerCase(Locale.ROOT);
        }
      };

  private Kinds() {}

  static String of(Throwable error) {
    return WORDS.get(error.getClass());
  }
}
