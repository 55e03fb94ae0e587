package dev.coffer.observe;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.NotTextException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Of the errors that Coffer has. */
  static final Set<String> KNOWN =
      Stream.of(
              ConfigurationException.class,
              ConflictException.class,
              ConnectionException.class,
              CorruptFileException.class,
              InterruptedOperationException.class,
              InvalidFilePathException.class,
              InvalidMetadataException.class,
              InvalidRangeException.class,
              NotFoundException.class,
              NotModifiedException.class,
              NotTextException.class,
              PermissionDeniedException.class,
              StorageFailureException.class,
              StorageFullException.class,
              UnsupportedFeatureException.class)
          .map(WORDS::get)
          .collect(Collectors.toUnmodifiableSet());

  private ErrorNames() {}

  static String of(Throwable error) {
    return WORDS.get(error.getClass());
  }
}
