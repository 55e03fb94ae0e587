package dev.coffer.remote.objects;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.MetadataCoding;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the answers of a service tell of files. */
final class FoundInfos {
  private FoundInfos() {}

  static FileInfo of(FilePath path, StoredObject object, MetadataCoding metadata) {
    return new FileInfo(
        path,
        size(object),
        told(object.lastModified(), "a time"),
        etag(object.etag()),
        ContentTypes.of(object.contentType()),
        metadata.decoded(object.metadata()));
  }

  /** A file that was written or copied, of which the answer tells etag and time alone. */
  static FileInfo written(FilePath path, long size, WriteOptions options, StoredObject object) {
    return new FileInfo(
        path,
        size,
        told(object.lastModified(), "a time"),
        etag(object.etag()),
        options.contentType(),
        options.metadata());
  }

  private static long size(StoredObject object) {
    long size = told(object.size(), "the length of the file");
    return told(size < 0 ? null : size, "the length of the file");
  }

  static String etag(@Nullable String answered) {
    String etag = HttpEtags.unquoted(answered);
    return told(etag.isEmpty() ? null : etag, "an etag");
  }

  private static <T> T told(@Nullable T value, String what) {
    if (value == null) {
      throw new UncheckedIOException(
          new MalformedResponseException("it does not tell " + what, null));
    }
    return value;
  }
}
