package dev.coffer.compression;

import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes files as they are stored. A content that can be given again is looked at first: then the
 * store below knows the size of what it gets, or gets the content itself.
 */
final class CompressedWrites {
  private final FileStore below;
  private final StoredFiles files;
  private final WritePolicy policy;

  CompressedWrites(FileStore below, StoredFiles files, WritePolicy policy) {
    this.below = below;
    this.files = files;
    this.policy = policy;
  }

  FileInfo write(FilePath path, Content content, WriteOptions conditions) {
    StoredCall call = files.call("write", path);
    boolean skipped = policy.skips(content, conditions);
    CompressedContent compressed = new CompressedContent(content, policy, skipped, call);
    Optional<FirstBytes> first =
        content.isRepeatable()
            ? FirstBytes.of(content, policy.sampleOf(content, skipped))
            : Optional.empty();
    if (first.isEmpty()) {
      return streamed(path, compressed, conditions);
    }
    if (isAsItIs(first.get(), skipped, call)) {
      return asItIs(path, content, conditions);
    }
    return first.get().isAll()
        ? atOnce(path, content, compressed, conditions)
        : streamed(path, compressed, conditions);
  }

  /**
   * Writes a content whose stored size is not known. A server may enforce a condition only on what
   * is sent in one request, for which the size must be known: then it is found out.
   */
  private FileInfo streamed(FilePath path, CompressedContent compressed, WriteOptions conditions) {
    try {
      return told(below.write(path, compressed, conditions), compressed);
    } catch (UnsupportedFeatureException e) {
      if (!conditions.isConditional()
          || !compressed.isRepeatable()
          || !below.capabilities().has(Capability.CONDITIONAL_WRITES)) {
        throw e;
      }
      CompressedContent measured = measured(path, compressed);
      return told(below.write(path, measured, conditions), measured);
    }
  }

  private CompressedContent measured(FilePath path, CompressedContent compressed) {
    try {
      return compressed.measured();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private StorageFailureException unreadable(FilePath path, IOException e) {
    return new StorageFailureException(
        files.call("write", path).context(), "the content could not be read", e);
  }

  private boolean isAsItIs(FirstBytes first, boolean skipped, StoredCall call) {
    byte[] bytes = first.bytes();
    if (policy.compressesAlways(bytes)) {
      return false;
    }
    return skipped
        || policy.passes(bytes, first.isAll() ? bytes.length : Integer.MAX_VALUE)
        || (!first.isAll() && !shrinks(bytes, call.context()));
  }

  private boolean shrinks(byte[] sample, ErrorContext context) {
    FrameFormat format = policy.format();
    format.requireLibrary(context);
    try (FrameCompressor compressor = policy.compressor()) {
      byte[] frame = new byte[format.largestFrame(sample.length)];
      int length = compressor.compress(sample, sample.length, frame);
      return policy.isWorthwhile(sample.length, length);
    }
  }

  private FileInfo asItIs(FilePath path, Content content, WriteOptions conditions) {
    FileInfo stored = below.write(path, content, conditions);
    files.known().put(stored, Optional.empty());
    return stored;
  }

  /** Writes a content that is one frame, so that the store below knows its size. */
  private FileInfo atOnce(
      FilePath path, Content content, CompressedContent compressed, WriteOptions conditions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      compressed.writeTo(bytes);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return compressed.layout().isEmpty()
        ? asItIs(path, content, conditions)
        : told(below.write(path, Content.of(bytes.toByteArray()), conditions), compressed);
  }

  private FileInfo told(FileInfo stored, CompressedContent written) {
    KnownFile file = files.known().put(stored, written.layout());
    return file.seenByUsers(stored);
  }
}
