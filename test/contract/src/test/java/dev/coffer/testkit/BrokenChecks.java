package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.List;

/** Stores whose check is wrong. */
final class BrokenChecks {
  private BrokenChecks() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a store that answers fails its check",
            "aStoreThatAnswersPassesItsCheckAndStaysEmpty",
            next ->
                BrokenListings.broken(
                    next,
                    (directory, options) -> {
                      if (!directory.isRoot() && next.list(directory, options).toList().isEmpty()) {
                        throw new NotFoundException(
                            new ErrorContext("list", "" + directory, "broken"), null, null);
                      }
                      return next.list(directory, options);
                    })),
        new BrokenStore(
            "a check leaves a file",
            "aStoreThatAnswersPassesItsCheckAndStaysEmpty",
            next ->
                BrokenListings.broken(
                    next,
                    (directory, options) -> {
                      Content mark = Content.of("checked");
                      next.write(FilePath.of("mark"), mark, WriteOptions.DEFAULTS);
                      return next.list(directory, options);
                    })));
  }
}
