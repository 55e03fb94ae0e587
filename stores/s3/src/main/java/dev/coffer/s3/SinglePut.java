package dev.coffer.s3;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes a file with one request. */
final class SinglePut {
  private final S3Bucket bucket;
  private final Conditions conditions;

  SinglePut(S3Bucket bucket, Conditions conditions) {
    this.bucket = bucket;
    this.conditions = conditions;
  }

  FileInfo put(FilePath path, Payload payload, WriteOptions options) {
    ConditionHeaders headers = conditions.onPut(path, options);
    S3WriteId id = S3WriteId.next();
    PutObjectRequest request = request(path, payload, options, headers, id);
    Attempts attempts = bucket.attempts("write", path);
    while (true) {
      bucket.check("write", path.toString());
      try {
        PutObjectResponse answer = bucket.ask(() -> bucket.objects.put(request, payload.body()));
        return info(path, payload, options, answer);
      } catch (S3Exception e) {
        Optional<FileInfo> own = settle(path, options, id, attempts, e);
        if (own.isPresent()) {
          return own.get();
        }
      } catch (SdkException e) {
        throwFailureOf(payload);
        throw bucket.translate("write", path.toString(), e);
      }
    }
  }

  private PutObjectRequest request(
      FilePath path,
      Payload payload,
      WriteOptions options,
      ConditionHeaders headers,
      S3WriteId id) {
    Map<String, String> metadata = MetadataCoding.encoded(options.metadata());
    return bucket
        .objectSettings
        .on(PutObjectRequest.builder())
        .bucket(bucket.keys.bucket())
        .key(bucket.keys.key("write", path))
        .contentType(options.contentType().orElse(ContentTypes.NONE))
        .contentLength(payload.length())
        .contentMD5(payload.md5())
        .checksumCRC32(payload.crc32())
        .metadata(options.isConditional() ? id.with(metadata) : metadata)
        .ifNoneMatch(headers.ifNoneMatch())
        .ifMatch(headers.ifMatch())
        .build();
  }

  /** What a refusal means: nothing when the request shall be made again. */
  private Optional<FileInfo> settle(
      FilePath path, WriteOptions options, S3WriteId id, Attempts attempts, S3Exception e) {
    if (options.isConditional() && !S3Errors.isMissingBucket(e)) {
      boolean refused = e.statusCode() == 412 || e.statusCode() == 404;
      if (refused) {
        return Optional.of(earlierSuccess(path, id, attempts, e));
      }
      if (e.statusCode() == 409 && attempts.again()) {
        return Optional.empty();
      }
    }
    throw bucket.translate("write", path.toString(), e);
  }

  /**
   * The file, when an earlier attempt had made it and its answer was lost; otherwise a conflict.
   */
  private FileInfo earlierSuccess(
      FilePath path, S3WriteId id, Attempts attempts, S3Exception refusal) {
    Integer sent = refusal.numAttempts();
    boolean repeated = attempts.areRepeated() || sent == null || sent > 1;
    Optional<FileInfo> own = repeated ? id.find(bucket, path) : Optional.empty();
    return own.orElseThrow(() -> conflict(path, refusal));
  }

  private ConflictException conflict(FilePath path, S3Exception refusal) {
    boolean missing = refusal.statusCode() == 404;
    String hint =
        missing ? "there is no such file" : "the file exists or has changed: read it anew";
    return bucket.errors.conflict(path, hint, refusal);
  }

  private static void throwFailureOf(Payload payload) {
    Throwable failure = payload.failure().get();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  private FileInfo info(
      FilePath path, Payload payload, WriteOptions options, PutObjectResponse answer) {
    return new FileInfo(
        path,
        payload.length(),
        S3FileInfos.answered(answer.sdkHttpResponse()),
        S3FileInfos.etag(answer.eTag()),
        options.contentType(),
        options.metadata());
  }
}
