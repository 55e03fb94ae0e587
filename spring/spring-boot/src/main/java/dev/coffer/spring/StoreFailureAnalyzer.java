package dev.coffer.spring;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why a configured store could not be opened, and where its properties were written. */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<InvalidStoreException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidStoreException failure) {
    return new FailureAnalysis(description(failure), action(failure), failure);
  }

  private static String description(InvalidStoreException failure) {
    return "The file store '%s' could not be opened:%n%n    %s"
        .formatted(failure.store(), failure.problem());
  }

  private static String action(InvalidStoreException failure) {
    List<String> suspects = failure.suspects();
    if (suspects.isEmpty()) {
      return "Set coffer.uri, such as coffer.uri=file:./data, or coffer.stores.NAME.uri for"
          + " several stores, or the variables FILE_STORE and FILE_STORE_PATH. Or define a bean of"
          + " type FileStore.";
    }
    return suspects.stream()
        .collect(
            Collectors.joining(
                "%n    ".formatted(), "Correct what is set here:%n%n    ".formatted(), ""));
  }
}
