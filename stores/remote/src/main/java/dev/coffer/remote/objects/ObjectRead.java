package dev.coffer.remote.objects;

import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.io.BlockInputStream;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContinuedStream;
import dev.coffer.remote.OneVersion;
import dev.coffer.remote.PartRead;
import dev.coffer.remote.ReplacedException;
import dev.coffer.remote.objects.ObjectFailures.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Reads one version of a file, in blocks of which each is one request. */
final class ObjectRead implements ContinuedStream.Origin {
  private final ServiceObjects objects;
  private final FileInfo version;
  private final String key;

  private ObjectRead(ServiceObjects objects, FileInfo version) {
    this.objects = objects;
    this.version = version;
    this.key = objects.keys.key("read", version.path());
  }

  static OpenedFile open(ServiceObjects objects, FilePath path, ReadOptions options) {
    Attempts attempts = objects.attempts("read", path);
    return OneVersion.use(
        attempts,
        () -> objects.require(attempts, path),
        version -> new ObjectRead(objects, version).open(options));
  }

  private OpenedFile open(ReadOptions options) throws ReplacedException {
    long length = options.check(version, objects.store());
    try {
      return new OpenedFile(version, PartRead.open(this, options.offset(), length));
    } catch (ReplacedException e) {
      throw e;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public ErrorContext context() {
    return new ErrorContext("read", version.path().toString(), objects.store());
  }

  @Override
  public InputStream open(long position, long length) throws IOException {
    return new Blocks(position, position + length);
  }

  @Override
  public void check() {
    objects.lifetime.check("read", version.path().toString());
  }

  @Override
  public RuntimeException failure(IOException cause) {
    return new StorageFailureException(context(), cause.getMessage(), cause);
  }

  private byte[] block(long position, long length) throws IOException {
    try {
      ObjectBytes answer =
          objects.calls.send(
              objects.attempts("read", version.path()),
              () -> objects.service.read(key, version.etag(), position, length));
      return checked(answer, position, length);
    } catch (RuntimeException e) {
      Refusal refusal = objects.failures.refusal(e);
      if (refusal == Refusal.MISSING || refusal == Refusal.UNMET) {
        throw new ReplacedException(e);
      }
      throw objects.calls.translate(context(), e);
    }
  }

  /** The requested bytes, if the answer has them; never none. */
  private byte[] checked(ObjectBytes answer, long position, long length) throws IOException {
    if (!answer.intact()) {
      throw new CorruptFileException(
          context(), "the received bytes do not match the checksum that the server sent", null);
    }
    requireVersion(answer);
    try {
      byte[] bytes =
          answer
              .head()
              .from(position, new ByteArrayInputStream(answer.bytes()))
              .readNBytes((int) length);
      if (bytes.length == 0) {
        throw new ProtocolException("the response lacks the requested bytes");
      }
      return bytes;
    } catch (ProtocolException e) {
      throw failure(e);
    }
  }

  private void requireVersion(ObjectBytes answer) throws ReplacedException {
    boolean same = FoundInfos.etag(answer.etag()).equals(version.etag());
    if (!same || answer.head().size().orElse(version.size()) != version.size()) {
      throw new ReplacedException(null);
    }
  }

  /** The bytes of one block after another. */
  private final class Blocks extends BlockInputStream {
    private final long end;
    private long position;
    private InputStream block;

    Blocks(long position, long end) throws IOException {
      this.end = end;
      this.position = position;
      this.block = next();
    }

    private InputStream next() throws IOException {
      byte[] bytes = block(position, Math.min(objects.limits.readSize(), end - position));
      position += bytes.length;
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = block.read(buffer, offset, length);
      if (read < 0 && position < end) {
        block = next();
        return block.read(buffer, offset, length);
      }
      return read;
    }
  }
}
