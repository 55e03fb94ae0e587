package dev.coffer;

import dev.coffer.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base of every error of a {@link FileStore}.
 *
 * <p>The class is the kind of the error; {@link #operation()}, {@link #path()} and {@link #store()}
 * state where it happened; the cause is kept. All messages have the same form:
 *
 * <pre>write users/42/a.json on s3:bucket: access denied (what to do about it)</pre>
 *
 * <p>An error does not change after it was thrown. A view that names the path differently throws a
 * new error whose cause is the original one.
 *
 * <p>A message never holds a credential or a file's content. Characters of a path that would
 * control a terminal or break the line are escaped, and a very long path is shortened.
 */
public abstract sealed class FileStoreException extends RuntimeException
    permits ConfigurationException,
        ConflictException,
        ConnectionException,
        CorruptFileException,
        InterruptedOperationException,
        InvalidFilePathException,
        InvalidMetadataException,
        InvalidRangeException,
        NotFoundException,
        NotModifiedException,
        NotTextException,
        PermissionDeniedException,
        StorageFailureException,
        StorageFullException,
        UnsupportedFeatureException {
  private static final long serialVersionUID = 1L;
  static final int LONGEST_PATH_SHOWN = 300;
  private static final int MOST_PATHS_SHOWN = 20;

  /** The call that failed. */
  private final String operation;

  /** The path, as the store that was called knows it. */
  private final String path;

  /** The store that failed. */
  private final String store;

  /** What is wrong, the same for each error of a kind. */
  private final String problem;

  /** What to do about it. */
  private final @Nullable String hint;

  /** The failures that this error combines, empty if it is one; set before it is thrown. */
  private ArrayList<FileStoreException> combined = new ArrayList<>();

  /**
   * Creates an error.
   *
   * @param context where it happened
   * @param problem what is wrong, the same for each error of a kind
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  FileStoreException(
      ErrorContext context, String problem, @Nullable String hint, @Nullable Throwable cause) {
    super(problem, cause);
    this.operation = context.operation();
    this.path = context.path();
    this.store = context.store();
    this.problem = problem;
    this.hint = hint;
  }

  /** Returns an error of the same kind in another context, with the first one as its cause. */
  abstract FileStoreException in(ErrorContext other, @Nullable String otherHint, Throwable first);

  /**
   * Returns the call that failed, as the interface names it.
   *
   * @return for example {@code write}
   */
  public final String operation() {
    return operation;
  }

  /**
   * Returns the file or directory that the call was about, as named by the store that was called.
   *
   * @return the path as a string, since an invalid one is no {@link FilePath}; empty for the whole
   *     store
   */
  public final String path() {
    return path;
  }

  /**
   * Returns the name of the store that failed.
   *
   * @return for example {@code s3:bucket}
   */
  public final String store() {
    return store;
  }

  /**
   * Returns whether the same call may succeed later without a change by the caller.
   *
   * @return false unless the kind says otherwise
   */
  public boolean isRetryable() {
    return false;
  }

  /**
   * Returns what a server may tell its client: what is wrong, without the operation, the path and
   * the store. If the client's own request is what is wrong (its path, its metadata, its range, the
   * state of the file that it expected), the text says why; otherwise it is the same for each error
   * of a kind, since the details are about the server. It never names the store or a path of the
   * machine.
   *
   * @return for example {@code invalid path (it ends in '/', so it names a directory; name a file)}
   *     or {@code storage failure}; never empty
   */
  public final String hint() {
    return hint != null && isAboutTheRequest() && !PlaceOfStore.isNamedIn(hint, store)
        ? reason()
        : problem;
  }

  /** Returns whether the details of this kind of error are about the caller's request alone. */
  boolean isAboutTheRequest() {
    return false;
  }

  /**
   * Returns every failure of a call on several files, this one first. A call on one file has one
   * failure.
   *
   * @return at least this error
   */
  public final List<FileStoreException> failures() {
    return Stream.concat(Stream.of(this), others()).toList();
  }

  private Stream<FileStoreException> others() {
    return combined.stream().skip(1);
  }

  /**
   * Returns the files of a failed call for which it succeeded: those that no failure names. A
   * failure that names none of the files is a failure of the whole call; then nothing is known of
   * the files that are not named, and the list is empty.
   *
   * @param paths all files that were passed to the call
   * @return the files that are done, in the same order
   */
  public final List<FilePath> succeeded(Collection<FilePath> paths) {
    Set<String> failed =
        failures().stream().map(FileStoreException::path).collect(Collectors.toSet());
    List<FilePath> rest = paths.stream().filter(path -> !failed.contains(path.toString())).toList();
    paths.forEach(path -> failed.remove(path.toString()));
    return failed.isEmpty() ? rest : List.of();
  }

  /**
   * Combines the failures of a call on several files into one error. It has the kind of the first
   * failure, which is its cause, and contains the others, whose stack traces are kept as suppressed
   * exceptions. A failure that itself combines several contributes all of them, and one that is
   * passed twice counts once.
   *
   * @param failures at least one
   * @return the combined error; the failure itself if it is the only one
   */
  public static FileStoreException ofAll(List<FileStoreException> failures) {
    List<FileStoreException> distinct =
        failures.stream().flatMap(FileStoreException::each).distinct().toList();
    FileStoreException first = distinct.get(0);
    return distinct.size() == 1
        ? first
        : first.in(first.context(), first.hint, first).combining(distinct);
  }

  private Stream<FileStoreException> each() {
    return combined.isEmpty() ? Stream.of(this) : combined.stream();
  }

  /** Returns an error of the same kind of the call that made this one, with it as its cause. */
  final FileStoreException during(ErrorContext call) {
    return in(call, hint, this);
  }

  private ErrorContext context() {
    return new ErrorContext(operation, path, store);
  }

  private FileStoreException combining(List<FileStoreException> failures) {
    combined = new ArrayList<>(failures);
    others().forEach(this::addSuppressed);
    return this;
  }

  /** Returns what is wrong and what to do, without operation, path and store. */
  final String reason() {
    return hint == null ? problem : problem + " (" + hint + ")";
  }

  /**
   * Returns the error as a view of a directory throws it: with the paths as the view names them,
   * and without a hint that names the directory or one above it, since users of the view need not
   * know where it is. For authors of features that a view has ({@link Feature#scoped}).
   *
   * @param directory the root of the view, as the store that threw the error names it
   * @return a new error with this one as its cause; this one if no name differs
   */
  public final FileStoreException relativeTo(FilePath directory) {
    if (directory.isRoot()) {
      return this;
    }
    String seen = path(path, directory);
    String hintSeen = hint == null ? null : hint(hint, directory);
    List<FileStoreException> all =
        combined.stream().map(failure -> failure.relativeTo(directory)).toList();
    if (seen.equals(path) && Objects.equals(hint, hintSeen) && all.equals(combined)) {
      return this;
    }
    return in(new ErrorContext(operation, seen, store), hintSeen, this).combining(all);
  }

  private static String path(String path, FilePath directory) {
    OwnPath own = OwnPath.find(path);
    if (own != null) {
      return own.subject().startsWith(directory) ? own.within(directory).value() : "";
    }
    if (path.equals(directory.toString())) {
      return "";
    }
    return path.startsWith(directory + "/")
        ? path.substring(directory.toString().length() + 1)
        : path;
  }

  /** A quoted path in the view stays, as the view names it. */
  private static @Nullable String hint(String hint, FilePath directory) {
    String seen = hint.replace("'" + directory + "/", "'");
    Optional<FilePath> hidden = Optional.of(directory);
    while (hidden.isPresent() && !hidden.get().isRoot()) {
      if (names(seen, hidden.get().toString())) {
        return null;
      }
      hidden = hidden.get().parent();
    }
    return seen;
  }

  /** Returns whether a text has a path: in quotes, in a longer path, or with a slash of its own. */
  private static boolean names(String text, String path) {
    String name = Pattern.quote(path);
    String alone = path.contains("/") ? "(?<![\\w.-])" + name + "(?![\\w-])|" : "";
    return Pattern.compile(alone + "['\"/]" + name + "(?=['\"/\\s]|$)|(?<![\\w.-])" + name + "/")
        .matcher(text)
        .find();
  }

  @Override
  public final String getMessage() {
    StringBuilder message = new StringBuilder(operation());
    if (!path().isEmpty()) {
      message.append(' ').append(Printable.of(path(), LONGEST_PATH_SHOWN));
    }
    message.append(" on ").append(store()).append(": ").append(reason());
    int others = combined.size() - 1;
    if (others > 0) {
      message.append("; ").append(others).append(" more failed: ");
      message.append(
          others()
              .limit(MOST_PATHS_SHOWN)
              .map(other -> Printable.of(other.path(), LONGEST_PATH_SHOWN))
              .collect(Collectors.joining(", ")));
      if (others > MOST_PATHS_SHOWN) {
        message.append(", …");
      }
    }
    return message.toString();
  }
}
