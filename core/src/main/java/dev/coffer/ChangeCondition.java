package dev.coffer;

import java.util.Optional;

/** The conditions of changes, checked against the file that is there. */
final class ChangeCondition {
  private ChangeCondition() {}

  static void requireAbsent(FilePath path, Optional<String> present, String store) {
    if (present.isPresent()) {
      throw new ConflictException(
          new ErrorContext("write", path.toString(), store), "the file exists", null);
    }
  }

  static void requireEtag(
      String etag, Optional<String> present, String operation, FilePath path, String store) {
    if (!present.equals(Optional.of(etag))) {
      String hint =
          present.isPresent() ? "the file has changed: read it again" : "there is no such file";
      throw new ConflictException(new ErrorContext(operation, path.toString(), store), hint, null);
    }
  }
}
