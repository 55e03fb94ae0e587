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
 * The id of a write, and the look by which a repeated request that meets what an earlier one made,
 * whose answer was lost, is known to have succeeded.
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
   * The file, when it is the work of this write.
   *
   * @throws dev.coffer.FileStoreException when the server cannot or may not be asked: then nobody
   *     knows, and it must not be taken for a conflict
   */
  Optional<FileInfo> find(S3Bucket bucket, FilePath path) {
    String key = bucket.keys.key("write", path);
    try {
      ObjectHead there = bucket.ask(() -> bucket.sdk.head(key));
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
