package dev.coffer.observe;

import dev.coffer.FileStoreException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words for kinds of errors: {@code NotFoundException} is {@code not-found}. */
final class ErrorNames {
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

  /** The words for Coffer's errors. */
  static final Set<String> KNOWN =
      Arrays.stream(FileStoreException.class.getPermittedSubclasses())
          .map(WORDS::get)
          .collect(Collectors.toUnmodifiableSet());

  private ErrorNames() {}

  static String of(Throwable error) {
    return WORDS.get(error.getClass());
  }
}
