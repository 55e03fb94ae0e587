package dev.coffer.s3;

import dev.coffer.ConcurrentRequests;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.remote.ReplacedException;
import dev.coffer.remote.SourceDeletion;
import dev.coffer.s3.direct.ConditionHeaders;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Copies and moves inside the server: in one request, or in parts if the file is too large for one.
 */
final class S3Copier {
  private final S3Bucket bucket;
  private final S3Reader reader;
  private final S3Writer writer;
  private final S3Deleter deleter;
  private final Conditions conditions;

  S3Copier(
      S3Bucket bucket, S3Reader reader, S3Writer writer, S3Deleter deleter, Conditions conditions) {
    this.bucket = bucket;
    this.reader = reader;
    this.writer = writer;
    this.deleter = deleter;
    this.conditions = conditions;
  }

  FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return options.isConditional() && !conditions.holdOnCopy(source)
        ? carry(source, target, options)
        : copy("copy", source, target, options);
  }

  /**
   * Copies a version through this process, for a server that would copy any other too: the response
   * to a read names the version whose bytes it has.
   */
  private FileInfo carry(FilePath source, FilePath target, CopyOptions options) {
    bucket.keys.key("copy", target);
    try (OpenedFile file = options.open(source, () -> current(source), bucket.store())) {
      FileInfo info = file.info();
      return source.equals(target)
          ? info
          : writer.write(target, Content.of(file.stream(), info.size()), WriteOptions.like(info));
    }
  }

  private OpenedFile current(FilePath source) {
    return reader.read(source, ReadOptions.DEFAULTS);
  }

  /**
   * Copies the file and then deletes the source. If the deletion fails, the file is at both paths
   * and the error says so.
   */
  FileInfo move(FilePath source, FilePath target) {
    KeyVersion object = KeyVersion.current(bucket.keys.key("move", source));
    FileInfo moved = copy("move", source, target, CopyOptions.DEFAULTS);
    if (!source.equals(target)) {
      SourceDeletion.ofMoved(source, target, bucket.store(), () -> deleter.delete(object));
    }
    return moved;
  }

  /** Where the source was replaced after it was looked at, a condition is checked again. */
  private FileInfo copy(String operation, FilePath source, FilePath target, CopyOptions options) {
    KeyVersion from = bucket.keys.object(operation, source);
    String to = bucket.keys.key(operation, target);
    Iterator<FileInfo> seen = options.seen().stream().iterator();
    return ChangeAttempts.run(
        bucket,
        operation,
        source,
        attempts -> {
          FileInfo file =
              seen.hasNext() ? seen.next().at(source) : require(operation, source, options);
          return source.equals(target)
              ? Optional.of(file)
              : tryToCopy(operation, file, from, target, to, attempts);
        });
  }

  private FileInfo require(String operation, FilePath source, CopyOptions options) {
    Optional<FileInfo> present = reader.stat(operation, source);
    options.check(source, present.map(FileInfo::etag), bucket.store());
    return present.orElseThrow(
        () ->
            new NotFoundException(
                new ErrorContext(operation, source.toString(), bucket.store()), null, null));
  }

  private Optional<FileInfo> tryToCopy(
      String operation,
      FileInfo file,
      KeyVersion from,
      FilePath target,
      String to,
      Attempts attempts) {
    try {
      return Optional.of(
          file.size() > bucket.limits.largestCopy()
              ? inParts(operation, file, from, target)
              : atOnce(operation, file, from, target, to));
    } catch (StorageFailureException | NotFoundException e) {
      if (e instanceof StorageFailureException && !S3Errors.isUnmet(e)) {
        throw e;
      }
      attempts.lookAgain(new ReplacedException(e)); // what is there by now is copied
      return Optional.empty();
    } catch (LostUploadException e) {
      return retry(attempts, e.asFailure(operation, target, bucket.store()));
    }
  }

  private static Optional<FileInfo> retry(Attempts attempts, FileStoreException failure) {
    if (!attempts.again()) {
      throw failure;
    }
    return Optional.empty();
  }

  private FileInfo atOnce(
      String operation, FileInfo file, KeyVersion from, FilePath target, String to) {
    CopyObjectRequest request =
        bucket
            .objectSettings
            .on(CopyObjectRequest.builder())
            .sourceBucket(bucket.keys.bucket())
            .sourceKey(from.key())
            .sourceVersionId(from.version())
            .copySourceIfMatch(HttpEtags.quoted(file.etag()))
            .destinationBucket(bucket.keys.bucket())
            .destinationKey(to)
            .build();
    CopyObjectResponse answer =
        bucket.call(operation, file.path().toString(), () -> bucket.client.copyObject(request));
    CopyObjectResult copied = answer.copyObjectResult();
    if (copied == null || copied.eTag() == null || copied.eTag().isEmpty()) {
      return confirmed(operation, file, target);
    }
    Instant copiedAt = copied.lastModified();
    return new FileInfo(
        target,
        file.size(),
        copiedAt == null
            ? S3FileInfos.responseTime(answer.sdkHttpResponse())
            : S3FileInfos.time(copiedAt),
        S3FileInfos.etag(copied.eTag()),
        file.contentType(),
        file.metadata());
  }

  /**
   * A success whose response does not describe the copy, such as that of a captive portal, is
   * accepted if the target equals the expected copy. Etags of identical bytes may differ; then the
   * outcome is unknown.
   */
  private FileInfo confirmed(String operation, FileInfo file, FilePath target) {
    return reader
        .stat(operation, target)
        .filter(copy -> isCopy(copy, file))
        .orElseThrow(
            () ->
                bucket.errors.unconfirmed(
                    operation,
                    file.path().toString(),
                    "the response does not prove that " + target + " is the copy"));
  }

  private static boolean isCopy(FileInfo copy, FileInfo file) {
    return copy.size() == file.size()
        && !copy.etag().equals(S3FileInfos.NO_ETAG)
        && copy.etag().equals(file.etag())
        && copy.contentType().equals(file.contentType())
        && copy.metadata().equals(file.metadata());
  }

  private FileInfo inParts(String operation, FileInfo file, KeyVersion from, FilePath target) {
    S3WriteId id = S3WriteId.next();
    S3Upload upload =
        S3Upload.begin(
            bucket,
            operation,
            target,
            CreateMultipartUploadRequest.builder()
                .contentType(file.contentType().orElse(ContentTypes.NONE))
                .metadata(id.with(MetadataCoding.HEADERS.encoded(file.metadata()))),
            BodyChecksum.NONE);
    try {
      long part = bucket.limits.copySize(file.size());
      int parts = (int) ((file.size() + part - 1) / part);
      ConcurrentRequests.run(
          IntStream.rangeClosed(1, parts).iterator(),
          Math.min(parts, bucket.limits.concurrency()),
          number -> copyPart(upload, file, from, number, part));
      PreparedWrite completion = new UploadCompletion(upload, id, file, ConditionHeaders.NONE);
      return ChangeAttempts.run(bucket, operation, target, completion::attempt);
    } catch (RuntimeException | Error e) {
      upload.abort();
      throw e;
    }
  }

  private void copyPart(S3Upload upload, FileInfo file, KeyVersion from, int number, long part) {
    long first = (number - 1) * part;
    long last = Math.min(file.size(), first + part) - 1;
    CopyPartResult copied =
        bucket.call(
            upload.operation,
            file.path().toString(),
            () ->
                bucket
                    .client
                    .uploadPartCopy(
                        r ->
                            r.sourceBucket(bucket.keys.bucket())
                                .sourceKey(from.key())
                                .sourceVersionId(from.version())
                                .copySourceIfMatch(HttpEtags.quoted(file.etag()))
                                .copySourceRange("bytes=" + first + "-" + last)
                                .destinationBucket(bucket.keys.bucket())
                                .destinationKey(upload.key)
                                .uploadId(upload.id)
                                .partNumber(number))
                    .copyPartResult());
    if (copied == null || copied.eTag() == null) {
      throw new StorageFailureException(
          new ErrorContext(upload.operation, file.path().toString(), bucket.store()),
          "the server's response does not contain the etag of a part",
          null);
    }
    upload.done(number, copied.eTag(), null);
  }
}
