package dev.coffer.compression;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/** A content as it is stored: compressed, or as it is if that is as good. */
final class CompressedContent implements Content {
  private final Content content;
  private final WritePolicy policy;
  private final boolean skipped;
  private final StoredCall call;
  private final OptionalLong size;
  private volatile Optional<StoredLayout> layout = Optional.empty();

  /**
   * Creates a content.
   *
   * @param skipped whether it is known not to be worth compressing
   */
  CompressedContent(Content content, WritePolicy policy, boolean skipped, StoredCall call) {
    this(content, policy, skipped, call, OptionalLong.empty());
  }

  private CompressedContent(
      Content content, WritePolicy policy, boolean skipped, StoredCall call, OptionalLong size) {
    this.content = content;
    this.policy = policy;
    this.skipped = skipped;
    this.call = call;
    this.size = size;
  }

  /**
   * Returns the same content with its stored size, for which all of it is compressed once: the same
   * bytes are compressed to the same bytes.
   */
  CompressedContent measured() throws IOException {
    CountedBytes bytes = new CountedBytes();
    writeTo(bytes);
    return new CompressedContent(content, policy, skipped, call, OptionalLong.of(bytes.count()));
  }

  /** Returns how the content was written last; empty if as it is. */
  Optional<StoredLayout> layout() {
    return layout;
  }

  @Override
  public OptionalLong size() {
    return size;
  }

  @Override
  public boolean isRepeatable() {
    return content.isRepeatable();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    FrameFormat format = policy.format();
    format.requireLibrary(call.context());
    try (FrameCompressor compressor = policy.compressor()) {
      FrameSink sink =
          new FrameSink(
              call.path(), call.life().store(), policy, compressor, content.size(), skipped, out);
      long unused = sink.receive(content);
      StoredLayout written = sink.end();
      layout = sink.isAsItIs() ? Optional.empty() : Optional.of(written);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
