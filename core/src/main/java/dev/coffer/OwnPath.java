package dev.coffer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A path in Coffer's own area, by its parts:
 *
 * <pre>
 * .coffer/files/KIND/DIRECTORY              whatever belongs to the files below a directory
 * .coffer/files/KIND/FILE/.coffer           the own files of one file
 * .coffer/files/KIND/FILE/.coffer/NAME      one of them
 * .coffer/files/KIND/HEAD/.coffer/DIGEST/…  the same if the path of the file is long
 * </pre>
 *
 * <p>No file of a user has a segment {@code .coffer}, so the own files of {@code a} and of {@code
 * a/b} never mix. A path that is longer than {@value #LONGEST} bytes is shortened to its first
 * segments and a digest of the others, so that the longest path has own files too.
 *
 * @param kind whose files these are
 * @param subject the file or directory to which they belong
 * @param rest what follows the subject: empty for a directory, else it begins with {@code .coffer}
 */
record OwnPath(String kind, FilePath subject, String rest) {
  static final String AREA = ".coffer";
  private static final String FILES = AREA + "/files/";
  private static final String MARK = "/" + AREA;

  /** Leaves room in 1,024 bytes for a prefix, the area and the name of the own file. */
  private static final int LONGEST = 512;

  static boolean isOwn(String path) {
    return path.startsWith(AREA) && (path.length() == AREA.length() || path.startsWith(FILES));
  }

  /** Returns the parts of a path as a back end lists it; null if it is not in the area. */
  static @Nullable OwnPath parse(String path) {
    if (!path.startsWith(FILES)) {
      return null;
    }
    int slash = path.indexOf('/', FILES.length());
    String kind = path.substring(FILES.length(), slash < 0 ? path.length() : slash);
    return kind.isEmpty() ? null : parse(kind, slash < 0 ? "" : path.substring(slash));
  }

  private static OwnPath parse(String kind, String below) {
    int mark = (below + "/").indexOf(MARK + "/");
    String subject = mark < 0 ? below : below.substring(0, mark);
    String rest = mark < 0 ? "" : below.substring(mark + 1);
    return new OwnPath(kind, FilePath.of(subject), rest);
  }

  /** Returns the same path as the parent of a view names it. */
  OwnPath under(FilePath root) {
    return new OwnPath(kind, root.resolve(subject), rest);
  }

  /** Returns the same path as a view of a directory names it. */
  OwnPath within(FilePath root) {
    return new OwnPath(kind, subject.relativeTo(root), rest);
  }

  String value() {
    StringBuilder value = new StringBuilder(FILES).append(kind);
    FilePath head = rest.isEmpty() ? subject : head();
    append(value, head.toString());
    if (head.equals(subject)) {
      append(value, rest);
    } else {
      append(value, AREA);
      append(value, digest(subject.relativeTo(head)) + rest.substring(AREA.length()));
    }
    return value.toString();
  }

  private static void append(StringBuilder value, String segments) {
    if (!segments.isEmpty()) {
      value.append('/').append(segments);
    }
  }

  /** The subject, or as many of its first segments as are short enough. */
  private FilePath head() {
    FilePath head = subject;
    while (head.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      head = head.parent().orElseThrow();
    }
    return head;
  }

  private static String digest(FilePath path) {
    try {
      byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
