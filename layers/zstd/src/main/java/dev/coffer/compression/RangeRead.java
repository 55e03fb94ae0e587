package dev.coffer.compression;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A read of a part of a file: one request if it is known how the file is stored, else two, and
 * three if the lengths of the frames stand at its end.
 */
final class RangeRead {
  private final FileStore below;
  private final StoredFiles files;
  private final StoredCall call;
  private final ReadOptions options;

  RangeRead(FileStore below, StoredFiles files, StoredCall call, ReadOptions options) {
    this.below = below;
    this.files = files;
    this.call = call;
    this.options = options;
  }

  OpenedFile open() throws IOException {
    boolean conditional = options.requiredEtag().or(options::knownEtag).isPresent();
    Optional<KnownFile> file =
        conditional ? Optional.empty() : files.known().of(call.path()).filter(this::isEnough);
    return file.isPresent() ? openKnown(file.get()) : openUnknown();
  }

  private boolean isEnough(KnownFile file) {
    return file.isComplete()
        && file.layout().map(layout -> options.offset() < layout.plainSize()).orElse(true);
  }

  private OpenedFile openKnown(KnownFile file) throws IOException {
    ReadOptions same = options.ifMatch(file.etag());
    if (file.layout().isEmpty() || options.length() == 0) {
      return file.layout().isEmpty() ? below.read(call.path(), same) : openUnknown();
    }
    StoredLayout layout = file.layout().get();
    long length = Math.min(options.length(), layout.plainSize() - options.offset());
    PlainRange range = new PlainRange(layout, options.offset(), length);
    OpenedFile frames = below.read(call.path(), range.stored(same));
    return opened(file.seenByUsers(frames.info()), range, frames.stream());
  }

  private OpenedFile openUnknown() throws IOException {
    FileInfo info;
    byte[] first;
    try (OpenedFile beginning = below.read(call.path(), options.range(0, StoredBytes.MOST_AHEAD))) {
      info = beginning.info();
      first = beginning.stream().readAllBytes();
    }
    LayoutProbe probe = files.probe(info);
    Optional<StoredLayout> layout = probe.layout(first);
    if (layout.isPresent() && !layout.get().isComplete()) {
      layout = Optional.of(probe.complete(layout.get()));
    }
    return open(files.known().put(info, layout), info, first);
  }

  private OpenedFile open(KnownFile file, FileInfo stored, byte[] first) throws IOException {
    FileInfo info = file.seenByUsers(stored);
    long length = options.check(info, call.life().store());
    if (length == 0) {
      return new OpenedFile(info, memory(first, 0, 0));
    }
    ReadOptions same = options.ifMatch(stored.etag());
    if (file.layout().isEmpty()) {
      return options.offset() + length <= first.length
          ? new OpenedFile(info, memory(first, options.offset(), length))
          : below.read(call.path(), same);
    }
    PlainRange range = new PlainRange(file.layout().get(), options.offset(), length);
    boolean there = range.storedOffset() + range.storedLength() <= first.length;
    return opened(
        info,
        range,
        there
            ? memory(first, range.storedOffset(), range.storedLength())
            : below.read(call.path(), range.stored(same)).stream());
  }

  private InputStream memory(byte[] bytes, long offset, long length) {
    return new InMemoryStream(bytes, (int) offset, (int) length, call::checkpoint);
  }

  private OpenedFile opened(FileInfo info, PlainRange range, InputStream frames)
      throws IOException {
    try {
      range.layout().format().requireLibrary(call.context());
      FrameReader reader =
          FrameReader.from(range.layout(), range.firstFrame(), new StoredBytes(frames));
      FrameStream stream = new FrameStream(reader, frames, call, range.length());
      return new OpenedFile(info, stream.startingAt(range.offsetInFrame()));
    } catch (Throwable e) { // a store may throw what it does not declare
      frames.close();
      throw e;
    }
  }
}
