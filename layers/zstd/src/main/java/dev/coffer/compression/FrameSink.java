package dev.coffer.compression;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.spi.ContentSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Receives a content and passes it on compressed, or as it is if that is as good. The first frames
 * are held back: their lengths stand at the beginning of a file that is not large.
 */
final class FrameSink extends ContentSink {
  private static final int SMALLEST_BUFFER = 8 << 10;

  private final FilePath path;
  private final String store;
  private final WritePolicy policy;
  private final FrameFormat format;
  private final FrameCompressor compressor;
  private final OptionalLong size;
  private final boolean skipped;
  private final OutputStream out;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private byte[] plain;
  private int filled;
  private byte[] frame = {};
  private int[] lengths = new int[4];
  private int frames;
  private int headLength;
  private boolean asItIs;

  /**
   * Creates a sink.
   *
   * @param size of the content, if it is known
   * @param skipped whether the content is known not to be worth it
   * @param out receives the file as it is stored
   */
  FrameSink(
      FilePath path,
      String store,
      WritePolicy policy,
      FrameCompressor compressor,
      OptionalLong size,
      boolean skipped,
      OutputStream out) {
    super(path, store);
    this.path = path;
    this.store = store;
    this.policy = policy;
    this.format = policy.format();
    this.compressor = compressor;
    this.size = size;
    this.skipped = skipped;
    this.out = out;
    this.plain = new byte[(int) Math.min(policy.frameSize(), size.orElse(SMALLEST_BUFFER))];
  }

  /** Returns whether the content was passed on as it is. */
  boolean isAsItIs() {
    return asItIs;
  }

  @Override
  protected void accept(byte[] bytes, int offset, int length) {
    int taken = 0;
    while (taken < length && !asItIs) {
      if (filled == policy.frameSize()) {
        endFrame();
      } else {
        taken += take(bytes, offset + taken, length - taken);
      }
    }
    if (taken < length) {
      emit(bytes, offset + taken, length - taken);
    }
  }

  private int take(byte[] bytes, int offset, int length) {
    int room = Math.min(length, policy.frameSize() - filled);
    if (plain.length - filled < room) {
      plain =
          Arrays.copyOf(
              plain, Math.min(policy.frameSize(), Math.max(filled + room, 2 * plain.length)));
    }
    System.arraycopy(bytes, offset, plain, filled, room);
    filled += room;
    return room;
  }

  /** Ends the content, which is all there. */
  StoredLayout end() {
    if (count() == 0) {
      asItIs = true;
    } else if (!asItIs && filled > 0) {
      endFrame();
    }
    FrameLengths all = FrameLengths.of(lengths, frames);
    if (!asItIs && headLength == 0) {
      begin(new StoredHead(policy.frameSize(), count(), frames), all);
    }
    StoredLayout layout = new StoredLayout(format, headLength, policy.frameSize(), count(), all);
    if (!asItIs) {
      emit(layout.foot());
    }
    return layout;
  }

  private void endFrame() {
    boolean mayPass = frames == 0 && !policy.compressesAlways(beginning());
    if (mayPass && (skipped || policy.passes(beginning(), filled))) {
      passOn();
      return;
    }
    frame = frame.length == 0 ? new byte[format.largestFrame(plain.length)] : frame;
    int length = compressor.compress(plain, filled, frame);
    if (mayPass && !policy.isWorthwhile(filled, length + besides())) {
      passOn();
      return;
    }
    add(length);
    filled = 0;
  }

  /** Returns how many bytes a file has besides its frame if that is the only one. */
  private int besides() {
    return filled == policy.frameSize()
        ? 0
        : format.noteOverhead() + StoredHead.textLength(1) + format.footLength(1);
  }

  private byte[] beginning() {
    return Arrays.copyOf(plain, Math.min(filled, StoredMark.LENGTH));
  }

  private void passOn() {
    asItIs = true;
    emit(plain, 0, filled);
    plain = new byte[0];
  }

  private void add(int length) {
    requireRoom();
    if (frames == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * frames);
    }
    lengths[frames++] = length;
    if (headLength == 0
        && (held.size() + length > policy.mostHeld() || frames > StoredHead.MOST_FRAMES)) {
      begin(new StoredHead(policy.frameSize(), size.orElse(-1), 0), FrameLengths.NONE);
    }
    if (headLength == 0) {
      held.write(frame, 0, length);
    } else {
      emit(frame, 0, length);
    }
  }

  /** Fails if the file would have more frames than its readers accept, at once if that is known. */
  private void requireRoom() {
    long known = StoredLayout.frames(size.orElse(0), policy.frameSize());
    if (Math.max(known, frames + 1L) > StoredHead.MOST_FRAMES_OF_ALL) {
      long most = (long) StoredHead.MOST_FRAMES_OF_ALL * policy.frameSize();
      throw new UnsupportedFeatureException(
          new ErrorContext("write", path.toString(), store),
          "a file that is stored compressed has at most "
              + most
              + " bytes: write it to a store without compression",
          null);
    }
  }

  private void begin(StoredHead head, FrameLengths known) {
    byte[] note = format.note(head.text(known));
    headLength = note.length;
    emit(note);
    emit(held.toByteArray());
    held.reset();
  }

  private void emit(byte[] bytes) {
    emit(bytes, 0, bytes.length);
  }

  private void emit(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
