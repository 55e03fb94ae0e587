package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The expected outcome of a call: success, or an error of one of several kinds. If several things
 * are wrong at once, a store may report any of them.
 */
final class Expected {
  private final List<String> paths = new ArrayList<>();
  private final Set<Class<? extends FileStoreException>> kinds = new LinkedHashSet<>();

  private Expected(List<String> given, boolean files) {
    for (String path : given) {
      paths.add(path);
      try {
        paths.add((files ? FilePath.ofFile(path) : FilePath.of(path)).toString());
      } catch (InvalidFilePathException e) {
        kinds.add(InvalidFilePathException.class);
      }
    }
  }

  /** Returns the outcome of a call on paths that must be legal. */
  static Expected of(String path) {
    return new Expected(List.of(path), false);
  }

  /** Returns the outcome of a call on paths that must be legal and name files. */
  static Expected ofFiles(List<String> paths) {
    return new Expected(paths, true);
  }

  /**
   * Returns whether nothing is wrong so far. An illegal path ends a call before anything else is
   * checked.
   */
  boolean isFine() {
    return kinds.isEmpty();
  }

  Expected failsWhen(boolean wrong, Class<? extends FileStoreException> kind) {
    if (wrong) {
      kinds.add(kind);
    }
    return this;
  }

  /**
   * Runs the call.
   *
   * @return the result; empty if the call failed as expected
   * @throws Mismatch if it ends in another way
   */
  <T> Optional<T> check(Supplier<T> call) {
    T result;
    try {
      result = call.get();
    } catch (Mismatch e) {
      throw e;
    } catch (FileStoreException e) {
      checkError(e);
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new Mismatch("expected " + this + ", was " + e, e);
    }
    if (!kinds.isEmpty()) {
      throw new Mismatch("expected " + this + ", was success", null);
    }
    return Optional.of(result);
  }

  private void checkError(FileStoreException e) {
    if (!kinds.contains(e.getClass())) {
      throw new Mismatch(
          "expected " + this + ", was " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
    boolean named = paths.contains(e.path()) || (e.path().equals("/") && paths.contains(""));
    Mismatch.unless(named, "the path of the error", "one of " + paths, e.path());
  }

  @Override
  public String toString() {
    return kinds.isEmpty()
        ? "success"
        : kinds.stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
  }
}
