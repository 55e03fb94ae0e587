package dev.coffer.compression;

import dev.coffer.ErrorContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip: a frame is a member whose extra field tells its length, and a note is a member without
 * content whose extra field is the text.
 */
enum GzipFormat implements FrameFormat {
  INSTANCE;

  /** Identification, deflate, an extra field, no time, no hint, and no system. */
  private static final long HEADER_START = 0x00000000_04088B1FL;

  private static final short HEADER_END = (short) 0xFF00;
  private static final short NOTE = 'C' | 'o' << 8;
  private static final short FRAME = 'C' | 'f' << 8;
  private static final byte[] NO_CONTENT = {3, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  /** The number of bytes before the text of an extra field. */
  private static final int FIELD_START = 16;

  static final int FRAME_START = FIELD_START + Integer.BYTES;
  static final int TRAILER = 8;

  /** An extra field is at most 64 KiB long. */
  private static final int LENGTHS_PER_NOTE = 16_000;

  @Override
  public int highestLevel() {
    return 9;
  }

  /** The JDK has it. */
  @Override
  public void requireLibrary(ErrorContext context) {}

  @Override
  public byte[] note(byte[] text) {
    byte[] note = new byte[noteOverhead() + text.length];
    ByteBuffer member = LittleEndian.wrap(note, 0);
    header(member, NOTE, text.length);
    member.put(text).put(NO_CONTENT);
    return note;
  }

  private static void header(ByteBuffer member, short id, int length) {
    member.putLong(HEADER_START).putShort(HEADER_END);
    member.putShort((short) (4 + length)).putShort(id).putShort((short) length);
  }

  static byte[] frameStart(int length) {
    byte[] start = new byte[FRAME_START];
    ByteBuffer member = LittleEndian.wrap(start, 0);
    header(member, FRAME, Integer.BYTES);
    member.putInt(length);
    return start;
  }

  @Override
  public int noteStart() {
    return FIELD_START;
  }

  @Override
  public int noteOverhead() {
    return FIELD_START + NO_CONTENT.length;
  }

  @Override
  public byte[] foot(StoredLayout layout) {
    FrameLengths lengths = layout.lengths();
    byte[] all = new byte[footLength(lengths.count())];
    ByteBuffer foot = ByteBuffer.wrap(all);
    for (int i = 0; i < lengths.count(); i += LENGTHS_PER_NOTE) {
      foot.put(note(lengths.bytes(i, Math.min(lengths.count(), i + LENGTHS_PER_NOTE))));
    }
    foot.put(note(new StoredFoot(layout.plainSize(), lengths).text()));
    return all;
  }

  @Override
  public int footLength(int frames) {
    int notes = (frames + LENGTHS_PER_NOTE - 1) / LENGTHS_PER_NOTE;
    return Integer.BYTES * frames + notes * noteOverhead() + footEnd();
  }

  @Override
  public int footEnd() {
    return noteOverhead() + StoredFoot.TEXT_LENGTH;
  }

  @Override
  public int framesOf(byte[] end) throws CorruptFramesException {
    byte[] note = Arrays.copyOfRange(end, end.length - footEnd(), end.length);
    byte[] text = Arrays.copyOfRange(note, FIELD_START, note.length - NO_CONTENT.length);
    if (!Arrays.equals(note, note(text))) {
      throw new CorruptFramesException("the table at its end is missing: it was cut or extended");
    }
    return StoredFoot.frames(text, 0);
  }

  @Override
  public long plainSize(byte[] foot) {
    return StoredFoot.plainSize(foot, foot.length - footEnd() + FIELD_START);
  }

  @Override
  public StoredFoot parse(byte[] foot, int frames) {
    int[] lengths = new int[frames];
    ByteBuffer notes = LittleEndian.wrap(foot, 0);
    for (int i = 0; i < frames; i++) {
      if (i % LENGTHS_PER_NOTE == 0) {
        notes.position(notes.position() + (i == 0 ? FIELD_START : noteOverhead()));
      }
      lengths[i] = notes.getInt();
    }
    return new StoredFoot(plainSize(foot), FrameLengths.of(lengths, frames));
  }

  @Override
  public FrameCompressor compressor(int level) {
    return new GzipCompressor(level);
  }

  /** What cannot be compressed is stored in blocks of at most 16 KiB with five bytes each. */
  @Override
  public int largestFrame(int plainLength) {
    return FRAME_START + plainLength + 5 * (plainLength / 8192 + 2) + TRAILER;
  }

  @Override
  public int read(StoredBytes in, byte[] frame) throws IOException {
    in.read(frame, 0, FRAME_START);
    int length = LittleEndian.wrap(frame, FIELD_START).getInt();
    if (length < FRAME_START + TRAILER || length > frame.length) {
      throw new CorruptFramesException("a frame has an impossible length");
    }
    in.read(frame, FRAME_START, length - FRAME_START);
    return length;
  }

  @Override
  public void decompress(byte[] frame, int length, byte[] plain, int plainLength)
      throws CorruptFramesException {
    byte[] start = frameStart(length);
    ByteBuffer trailer = LittleEndian.wrap(frame, length - TRAILER);
    boolean sound =
        ByteBuffer.wrap(frame, 0, FRAME_START).equals(ByteBuffer.wrap(start))
            && isInflated(frame, length, plain, plainLength)
            && trailer.getInt() == checksum(plain, plainLength)
            && trailer.getInt() == plainLength;
    if (!sound) {
      throw new CorruptFramesException("a frame does not have the checksum of its content");
    }
  }

  private static boolean isInflated(byte[] frame, int length, byte[] plain, int plainLength) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(frame, FRAME_START, length - FRAME_START - TRAILER);
      int inflated = inflater.inflate(plain, 0, plainLength);
      boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
      return inflated == plainLength
          && !more
          && inflater.finished()
          && inflater.getRemaining() == 0;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  static int checksum(byte[] plain, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(plain, 0, length);
    return (int) checksum.getValue();
  }
}
