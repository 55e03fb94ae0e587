package dev.coffer.s3;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.ContinuedStream;
import dev.coffer.remote.Http;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.OneVersion;
import dev.coffer.remote.PartRead;
import dev.coffer.remote.PartialResponse;
import dev.coffer.remote.ReplacedException;
import dev.coffer.s3.direct.ConditionHeaders;
import dev.coffer.s3.direct.ObjectGet;
import dev.coffer.s3.direct.ObjectHead;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads files and their information. A small body is read completely at once; a large one is a
 * stream that continues after a lost connection and is reported if it is never closed.
 */
final class S3Reader {
  private final S3Bucket bucket;

  S3Reader(S3Bucket bucket) {
    this.bucket = bucket;
  }

  Optional<FileInfo> stat(String operation, FilePath path) {
    if (path.isRoot()) {
      bucket.ensureOpen();
      return Optional.empty();
    }
    KeyVersion object = bucket.keys.object(operation, path);
    try {
      return bucket.call(
          operation,
          path.toString(),
          () -> Optional.of(S3FileInfos.of(path, bucket.objects.head(object))));
    } catch (NotFoundException e) {
      bucket.ensureBucket(operation, path);
      return Optional.empty();
    }
  }

  FileInfo require(String operation, FilePath path) {
    return stat(operation, path)
        .orElseThrow(
            () ->
                new NotFoundException(
                    new ErrorContext(operation, path.toString(), bucket.store()), null, null));
  }

  OpenedFile read(FilePath path, ReadOptions options) {
    KeyVersion object = bucket.keys.object("read", path);
    if (options.length() == 0) {
      return nothing(path, options);
    }
    ObjectGet request = request(object, options);
    return OneVersion.use(
        bucket.attempts("read", path),
        () -> answer(path, options, request),
        answer -> answer.isPresent() ? opened(path, options, answer.get()) : behind(path, options));
  }

  /** The answer with the bytes; empty for a part that begins at the end of the file or past it. */
  private Optional<S3ObjectStream> answer(FilePath path, ReadOptions options, ObjectGet request) {
    try {
      return Optional.of(bucket.call("read", path.toString(), () -> body(path, request)));
    } catch (RuntimeException e) {
      int status = status(e);
      if (status == 412 && options.requiredEtag().isPresent()) {
        throw changed(path, e.getCause());
      }
      if (status == 304 && options.knownEtag().isPresent()) {
        throw new NotModifiedException(
            new ErrorContext("read", path.toString(), bucket.store()), null, e.getCause());
      }
      if (status == 416) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static int status(RuntimeException e) {
    return e.getCause() instanceof S3Exception answer ? answer.statusCode() : 0;
  }

  private static ObjectGet request(KeyVersion object, ReadOptions options) {
    boolean part = options.offset() > 0 || options.length() < Long.MAX_VALUE;
    return new ObjectGet(
        object,
        part ? Http.range(options.offset(), options.length()) : null,
        new ConditionHeaders(header(options.knownEtag()), header(options.requiredEtag())));
  }

  private static @Nullable String header(Optional<String> etag) {
    return etag.filter(HttpEtags::isPossible).map(HttpEtags::quoted).orElse(null);
  }

  private S3ObjectStream body(FilePath path, ObjectGet request) {
    return S3ObjectStream.of(
        bucket.pace.measured(() -> bucket.objects.get(request)), e -> broken(path, e));
  }

  /** Translates what the SDK throws while a body is read: an interrupt or a wrong checksum. */
  private RuntimeException broken(FilePath path, SdkException e) {
    return e instanceof AbortedException
        ? bucket.translate("read", path.toString(), e)
        : bucket.errors.corrupt(path, e);
  }

  /**
   * Opens an empty range, which no header can express; only the file's information is requested.
   */
  private OpenedFile nothing(FilePath path, ReadOptions options) {
    FileInfo info = require("read", path);
    options.check(info, bucket.store());
    return new OpenedFile(info, new InMemoryStream(new byte[0], 0, 0, () -> check(path)));
  }

  /** The same for a part that begins where the file ends; the file may have grown since. */
  private OpenedFile behind(FilePath path, ReadOptions options) throws ReplacedException {
    OpenedFile nothing = nothing(path, options);
    if (options.offset() < nothing.info().size()) {
      throw new ReplacedException(null);
    }
    return nothing;
  }

  private void check(FilePath path) {
    bucket.check("read", path.toString());
  }

  private ConflictException changed(FilePath path, @Nullable Throwable cause) {
    return new ConflictException(
        new ErrorContext("read", path.toString(), bucket.store()),
        "the file has changed: read it again",
        cause);
  }

  private OpenedFile opened(FilePath path, ReadOptions options, S3ObjectStream body)
      throws ReplacedException {
    try {
      FileInfo info = S3FileInfos.of(path, body.head(), size(path, body.head()));
      long length = options.check(info, bucket.store());
      InputStream part = part(path, body, options.offset());
      boolean whole = options.offset() == 0 && length == info.size();
      SdkHttpResponse head = body.head().http();
      Rest rest = new Rest(path, info, whole ? WholeObjectChecksum.of(head).orElse(null) : null);
      return new OpenedFile(info, PartRead.of(rest, part, options.offset(), length));
    } catch (ReplacedException | RuntimeException | Error e) {
      body.stream().close();
      throw e;
    }
  }

  /** Returns the size of the complete object, even if only a part of it is sent. */
  private long size(FilePath path, ObjectHead head) throws ReplacedException {
    OptionalLong whole = part(head).size();
    if (whole.isPresent()) {
      return whole.getAsLong();
    }
    Long length = head.length();
    return length != null && length >= 0 && !part(head).isPart() ? length : sizeByHead(path, head);
  }

  /**
   * A chunked response does not contain a length, and a partial one need not contain that of the
   * complete object; a HEAD request for the same object may.
   */
  private long sizeByHead(FilePath path, ObjectHead head) throws ReplacedException {
    FileInfo seen = require("read", path);
    if (!seen.etag().equals(S3FileInfos.etag(head.etag()))) {
      throw new ReplacedException(null);
    }
    return seen.size();
  }

  /** Returns the bytes of a response from a position on. */
  private InputStream part(FilePath path, S3ObjectStream body, long position) {
    try {
      return part(body.head()).from(position, body.stream());
    } catch (ProtocolException e) {
      throw new StorageFailureException(
          new ErrorContext("read", path.toString(), bucket.store()), e.getMessage(), e);
    }
  }

  private static PartialResponse part(ObjectHead head) {
    SdkHttpResponse http = head.http();
    return new PartialResponse(
        http.statusCode(), http.firstMatchingHeader("Content-Range").orElse(null));
  }

  /**
   * Requests the rest of an open file, of the same version, and verifies the checksum of a complete
   * file.
   */
  private final class Rest implements ContinuedStream.Origin {
    private final FilePath path;
    private final FileInfo info;

    /** Null if no checksum is verified. */
    private final @Nullable WholeObjectChecksum sum;

    Rest(FilePath path, FileInfo info, @Nullable WholeObjectChecksum sum) {
      this.path = path;
      this.info = info;
      this.sum = sum;
    }

    @Override
    public ErrorContext context() {
      return new ErrorContext("read", path.toString(), bucket.store());
    }

    @Override
    public InputStream open(long position, long length) throws IOException {
      ReadOptions rest = ReadOptions.DEFAULTS.range(position, length).ifMatch(info.etag());
      ObjectGet request = request(bucket.keys.object("read", path), rest);
      try {
        return continued(bucket.send(() -> body(path, request)), position);
      } catch (S3Exception e) {
        if (e.statusCode() == 412 || e.statusCode() == 404 || e.statusCode() == 416) {
          throw new ReplacedException(e);
        }
        throw bucket.translate("read", path.toString(), e);
      } catch (SdkException e) {
        throw bucket.translate("read", path.toString(), e);
      }
    }

    private InputStream continued(S3ObjectStream body, long position) throws ReplacedException {
      try {
        OptionalLong size = part(body.head()).size();
        boolean same = S3FileInfos.etag(body.head().etag()).equals(info.etag());
        if (!same || size.orElse(info.size()) != info.size()) {
          throw new ReplacedException(null);
        }
        return part(path, body, position);
      } catch (ReplacedException | RuntimeException | Error e) {
        body.stream().close();
        throw e;
      }
    }

    @Override
    public void received(byte[] bytes, int offset, int length, boolean last) {
      if (sum == null) {
        return;
      }
      sum.add(bytes, offset, length);
      if (last && !sum.isRight()) {
        throw bucket.errors.corrupt(path, null);
      }
    }

    @Override
    public void check() {
      S3Reader.this.check(path);
    }

    @Override
    public RuntimeException failure(IOException cause) {
      return bucket.translate(
          "read",
          path.toString(),
          SdkClientException.create("the connection was lost while reading", cause));
    }
  }
}
