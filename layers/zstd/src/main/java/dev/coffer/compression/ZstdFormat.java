package dev.coffer.compression;

import dev.coffer.ErrorContext;
import dev.coffer.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Zstandard: a note is a skippable frame, and the last one is the table of the seekable format, in
 * which other notes are frames without content.
 */
enum ZstdFormat implements FrameFormat {
  INSTANCE;

  static final int NOTE = 0x184D2A5C;
  static final int TABLE = 0x184D2A5E;
  static final int TABLE_END = 0x8F92EAB1;

  private static final int NOTE_START = 8;
  private static final int ENTRY = 8;
  private static final int END = 9;
  private static final int NOTES = 2;

  @Override
  public int highestLevel() {
    return 22;
  }

  @Override
  public void requireLibrary(ErrorContext context) {
    try {
      ZstdLibrary.load();
    } catch (LinkageError e) {
      throw new UnsupportedFeatureException(context, ZstdRemedy.of(e), e);
    }
  }

  @Override
  public byte[] note(byte[] text) {
    byte[] frame = new byte[NOTE_START + text.length];
    LittleEndian.wrap(frame, 0).putInt(NOTE).putInt(text.length).put(text);
    return frame;
  }

  @Override
  public int noteStart() {
    return NOTE_START;
  }

  @Override
  public int noteOverhead() {
    return NOTE_START;
  }

  @Override
  public byte[] foot(StoredLayout layout) {
    FrameLengths lengths = layout.lengths();
    byte[] note = note(new StoredFoot(layout.plainSize(), lengths).text());
    byte[] foot = Arrays.copyOf(note, footLength(lengths.count()));
    ByteBuffer table = LittleEndian.wrap(foot, note.length);
    table.putInt(TABLE).putInt(foot.length - note.length - NOTE_START);
    table.putInt(layout.headLength()).putInt(0);
    for (int i = 0; i < lengths.count(); i++) {
      table.putInt(lengths.length(i)).putInt(layout.plainLength(i));
    }
    table.putInt(note.length).putInt(0);
    table.putInt(lengths.count() + NOTES).put((byte) 0).putInt(TABLE_END);
    return foot;
  }

  @Override
  public int footLength(int frames) {
    return tableStart() + NOTE_START + ENTRY * (frames + NOTES) + END;
  }

  private static int tableStart() {
    return NOTE_START + StoredFoot.TEXT_LENGTH;
  }

  @Override
  public int footEnd() {
    return END;
  }

  @Override
  public int framesOf(byte[] end) throws CorruptFramesException {
    ByteBuffer table = LittleEndian.wrap(end, -END);
    int frames = table.getInt() - NOTES;
    if (table.get() != 0 || table.getInt() != TABLE_END) {
      throw new CorruptFramesException("the table at its end is missing: it was cut or extended");
    }
    return frames;
  }

  @Override
  public long plainSize(byte[] foot) {
    return StoredFoot.plainSize(foot, NOTE_START);
  }

  @Override
  public StoredFoot parse(byte[] foot, int frames) {
    ByteBuffer table = LittleEndian.wrap(foot, tableStart() + NOTE_START + ENTRY);
    int[] lengths = new int[frames];
    for (int i = 0; i < frames; i++) {
      lengths[i] = (int) table.getLong();
    }
    return new StoredFoot(plainSize(foot), FrameLengths.of(lengths, frames));
  }

  @Override
  public FrameCompressor compressor(int level) {
    return new ZstdCompressor(level);
  }

  /** As {@code ZSTD_COMPRESSBOUND} has it, and the checksum. */
  @Override
  public int largestFrame(int plainLength) {
    return plainLength + (plainLength >> 8) + Math.max(0, ((128 << 10) - plainLength) >> 11) + 32;
  }

  @Override
  public int read(StoredBytes in, byte[] frame) throws IOException {
    return new ZstdFrame(in, frame).read();
  }

  @Override
  public void decompress(byte[] frame, int length, byte[] plain, int plainLength)
      throws CorruptFramesException {
    if (ZstdLibrary.decompress(frame, length, plain, plainLength) != plainLength) {
      throw new CorruptFramesException("a frame is damaged");
    }
  }
}
