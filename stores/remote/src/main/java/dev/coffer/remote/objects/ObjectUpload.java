package dev.coffer.remote.objects;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.Part;
import dev.coffer.remote.PartSink;
import dev.coffer.remote.ReplacedException;
import dev.coffer.remote.WriteId;
import dev.coffer.remote.objects.ObjectFailures.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One write: a content that fits in one part is one request; otherwise each part is one, and a last
 * one makes the object.
 */
final class ObjectUpload extends PartSink {
  private final ServiceObjects objects;
  private final FilePath path;
  private final WriteOptions options;
  private final String key;
  private final WriteId id = WriteId.next();
  private final ObjectDraft draft;
  private final Map<Integer, String> parts = new ConcurrentSkipListMap<>();
  private final AtomicLong size = new AtomicLong();
  private @Nullable String upload;

  private ObjectUpload(ServiceObjects objects, FilePath path, WriteOptions options) {
    super(path, objects.store(), objects.limits.parts(), objects.limits.partsAtOnce());
    this.objects = objects;
    this.path = path;
    this.options = options;
    this.key = objects.keys.key("write", path);
    this.draft =
        new ObjectDraft(
            options.contentType().orElse(ContentTypes.NONE),
            objects.metadata.encoded(id.with(options.metadata())),
            options.isIfAbsent(),
            options.requiredEtag());
  }

  static FileInfo write(
      ServiceObjects objects, FilePath path, Content content, WriteOptions options) {
    Attempts attempts = objects.attempts("write", path);
    while (true) {
      ObjectUpload upload = new ObjectUpload(objects, path, options);
      objects.requirePossible(attempts.context(), options.requiredEtag());
      objects.lifetime.check("write", path.toString());
      try {
        return upload.run(content);
      } catch (ReplacedException e) {
        attempts.lookAgain(e);
      }
    }
  }

  /**
   * Writes the content.
   *
   * @throws ReplacedException if it is to be sent again
   */
  private FileInfo run(Content content) throws ReplacedException {
    try {
      Part whole = pull(content);
      return whole == null ? complete(content.isRepeatable()) : put(whole);
    } catch (ReplacedException | RuntimeException | Error e) {
      abort();
      throw e;
    }
  }

  @Override
  protected long largestFile() {
    return objects.largestFile;
  }

  private Attempts attempts() {
    return objects.attempts("write", path);
  }

  private FileInfo put(Part whole) throws ReplacedException {
    byte[] bytes = whole.toBytes();
    return made(attempts(), bytes.length, true, () -> objects.service.put(key, bytes, draft));
  }

  @Override
  protected void begin() {
    upload = objects.calls.call(attempts(), () -> objects.service.begin(key, draft, id.value()));
  }

  private String upload() {
    if (upload == null) {
      throw new IllegalStateException("no upload has begun");
    }
    return upload;
  }

  @Override
  protected void send(Part part) {
    byte[] bytes = part.toBytes();
    String sent =
        objects.calls.call(
            attempts(), () -> objects.service.putPart(key, upload(), part.number(), bytes));
    parts.put(part.number(), sent);
    size.addAndGet(bytes.length);
  }

  private FileInfo complete(boolean repeatable) throws ReplacedException {
    List<String> sent = List.copyOf(parts.values());
    return made(
        attempts(),
        size.get(),
        repeatable,
        () -> objects.service.complete(key, upload(), sent, draft));
  }

  private void abort() {
    String begun = upload;
    if (begun == null) {
      return;
    }
    Lifetime.afterInterrupt(
        () -> {
          try {
            objects.service.abort(key, begun);
          } catch (RuntimeException e) {
            // The error of the write is the one to report.
          }
        });
  }

  /** Makes the object, unless an earlier attempt has made it and its answer was lost. */
  private FileInfo made(
      Attempts attempts, long length, boolean repeatable, Supplier<StoredObject> request)
      throws ReplacedException {
    try {
      StoredObject made = objects.calls.send(attempts, request);
      return FoundInfos.written(path, length, options, made);
    } catch (RuntimeException e) {
      Refusal refusal = objects.failures.refusal(e);
      // Some services answer a condition on an object that does not exist with "not found".
      boolean unmet =
          options.isConditional() && (refusal == Refusal.UNMET || refusal == Refusal.MISSING);
      if (!unmet && refusal != Refusal.PARTS_GONE) {
        throw objects.calls.translate(attempts.context(), e);
      }
      Optional<FileInfo> own = attempts.areRepeated() ? own(attempts, e) : Optional.empty();
      if (own.isPresent()) {
        return own.get();
      }
      if (unmet) {
        throw conflict(attempts, e);
      }
      throw partsGone(attempts, repeatable, e);
    }
  }

  /** The object if this write has made it. A look that is refused leaves that open. */
  private Optional<FileInfo> own(Attempts attempts, RuntimeException refusal) {
    try {
      return objects
          .find(attempts(), key)
          .filter(found -> objects.metadata.isOf(id, found.metadata()))
          .map(found -> objects.info(attempts.context(), path, found));
    } catch (FileStoreException e) {
      if (e.isRetryable() || e instanceof InterruptedOperationException) {
        throw e;
      }
      throw new ConnectionException(
          attempts.context(),
          "a response was lost, and it is not known whether the file was written: checking is"
              + " refused",
          refusal);
    }
  }

  private ConflictException conflict(Attempts attempts, RuntimeException refusal) {
    return new ConflictException(
        attempts.context(),
        options.isIfAbsent()
            ? "the file exists"
            : "the file has changed or is missing: read it again",
        refusal);
  }

  /** What may have been made, and replaced since, must not be written twice. */
  private ReplacedException partsGone(
      Attempts attempts, boolean repeatable, RuntimeException refusal) {
    if (!repeatable || attempts.areRepeated()) {
      throw new ConnectionException(
          attempts.context(), "the upload was ended: write it again", refusal);
    }
    return new ReplacedException(refusal);
  }
}
