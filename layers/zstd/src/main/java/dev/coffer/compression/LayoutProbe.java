package dev.coffer.compression;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Finds out how one version of a file is stored. */
final class LayoutProbe {
  /** A table of so many bytes is that of a file of gigabytes. */
  private static final int USUAL_FOOT = 64 << 10;

  private final FileStore below;
  private final FileInfo file;
  private final Semaphore frames;

  /**
   * Creates a probe.
   *
   * @param below has the file as it is stored
   * @param file the version, with its stored size
   * @param frames how many more frames there may be in those tables in memory that are larger than
   *     usual
   */
  LayoutProbe(FileStore below, FileInfo file, Semaphore frames) {
    this.below = below;
    this.file = file;
    this.frames = frames;
  }

  /** Returns whether a file is too small to be told from one that is not compressed. */
  static boolean isTooSmall(FileInfo file) {
    return file.size() < StoredMark.SHORTEST;
  }

  /**
   * Examines a file. Its size is told, and the lengths of its frames if they are among the first
   * bytes.
   *
   * @param first its first bytes
   * @return empty if it is stored as it is
   */
  Optional<StoredLayout> layout(byte[] first) throws IOException {
    Optional<FrameFormat> format = StoredMark.formatOf(first);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    StoredLayout head = head(format.get(), first);
    return Optional.of(head.plainSize() < 0 ? complete(head) : head);
  }

  private StoredLayout head(FrameFormat format, byte[] first) throws CorruptFramesException {
    byte[] fixed = Arrays.copyOfRange(first, format.noteStart(), first.length);
    if (fixed.length < StoredHead.FIXED) {
      throw new CorruptFramesException("it ends too early");
    }
    StoredHead head = StoredHead.parse(fixed);
    int textLength = head.textLength();
    int length = textLength + format.noteOverhead();
    StoredLayout layout =
        new StoredLayout(format, length, head.frameSize(), head.plainSize(), FrameLengths.NONE);
    if (file.size() < length) {
      throw new CorruptFramesException("it ends too early");
    }
    if (first.length < length) {
      return layout;
    }
    byte[] text = Arrays.copyOf(fixed, textLength);
    if (!Arrays.equals(format.note(text), Arrays.copyOf(first, length))) {
      throw new CorruptFramesException("its first bytes are damaged");
    }
    FrameLengths lengths = head.lengths(text);
    return head.frames() == 0 ? layout : layout.with(lengths).of(file.size());
  }

  /** Returns a layout with the lengths of the frames. */
  StoredLayout complete(StoredLayout head) throws IOException {
    FrameFormat format = head.format();
    long room = file.size() - head.headLength();
    if (room < format.footEnd()) {
      throw new CorruptFramesException("it ends too early");
    }
    byte[] end = last((int) Math.min(room, USUAL_FOOT));
    int count = format.framesOf(end);
    if (!head.mayHave(count) || format.footLength(count) > room) {
      throw new CorruptFramesException("the table at its end is damaged");
    }
    int length = format.footLength(count);
    return length > end.length
        ? completeByLarge(head, count)
        : head.with(Arrays.copyOfRange(end, end.length - length, end.length), count)
            .of(file.size());
  }

  /**
   * A listing looks at many files at once, and any of them may claim to have millions of frames:
   * together they may have as many as one file may.
   */
  private StoredLayout completeByLarge(StoredLayout head, int count) throws IOException {
    try {
      frames.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    try {
      return head.with(last(head.format().footLength(count)), count).of(file.size());
    } finally {
      frames.release(count);
    }
  }

  private byte[] last(int count) throws IOException {
    return bytes(file.size() - count, count);
  }

  /** Reads bytes of this version. */
  private byte[] bytes(long offset, int count) throws IOException {
    ReadOptions options =
        ReadOptions.DEFAULTS.withoutMetadata().range(offset, count).ifMatch(file.etag());
    try (OpenedFile part = below.read(file.path(), options)) {
      byte[] bytes = new byte[count];
      if (part.stream().readNBytes(bytes, 0, count) < count) {
        throw new CorruptFramesException("it ends too early");
      }
      return bytes;
    }
  }
}
