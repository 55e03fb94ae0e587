package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.WriteId;
import dev.coffer.s3.direct.ObjectHead;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Marks an object as created by one write. If the response to a request was lost, the mark shows
 * its repetition that the write has succeeded.
 *
 * @param id in the object's metadata, hidden from callers
 */
record S3WriteId(WriteId id) {
  static S3WriteId next() {
    return new S3WriteId(WriteId.next());
  }

  Map<String, String> with(Map<String, String> headers) {
    return id.with(headers);
  }

  /**
   * Returns the file if this write created it.
   *
   * @throws dev.coffer.FileStoreException if this cannot be checked: then the outcome is unknown,
   *     and must not be reported as a conflict
   */
  Optional<FileInfo> find(S3Bucket bucket, FilePath path) {
    String key = bucket.keys.key("write", path);
    try {
      ObjectHead there = bucket.send(() -> bucket.sdk.head(key));
      return id.isIn(there.metadata())
          ? Optional.of(S3FileInfos.of(path, there))
          : Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e.statusCode() < 500
          ? bucket.errors.unknownOutcome(path, e)
          : bucket.translate("write", path.toString(), e);
    } catch (SdkException e) {
      throw bucket.translate("write", path.toString(), e);
    }
  }
}
