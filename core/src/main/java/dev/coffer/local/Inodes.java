package dev.coffer.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of inodes, in 32 bits; a longer one is folded into them.
 *
 * <p>The JDK shows a number only in the text of a file's key, {@code (dev=fe00,ino=4711)}, and
 * building that text takes longer than reading all other attributes. But the key's hash is the sum
 * of the two numbers, folded. Where that is so, the hash without the device's part is used as the
 * number. A file of another device, mounted below the root, has one that differs by a constant
 * while it is mounted.
 *
 * @param isSummed whether the hash of a key is the sum
 * @param device the device's part in it
 */
record Inodes(boolean isSummed, int device) {
  private static final Pattern TEXT = Pattern.compile("\\(dev=([0-9a-f]{1,16}),ino=(\\d{1,19})\\)");

  /**
   * Learns the form of keys from one of them.
   *
   * @param key that of the root; null where the system has none
   */
  static Inodes like(@Nullable Object key) {
    Matcher text = TEXT.matcher(String.valueOf(key));
    if (key == null || !text.matches()) {
      return new Inodes(false, 0);
    }
    int device = fold(Long.parseUnsignedLong(text.group(1), 16));
    return new Inodes(key.hashCode() == device + fold(Long.parseLong(text.group(2))), device);
  }

  private static int fold(long number) {
    return (int) (number ^ (number >>> 32));
  }

  /** The number in a key; 0 for one that has none. */
  long number(@Nullable Object key) {
    if (key == null) {
      return 0;
    }
    if (isSummed) {
      return Integer.toUnsignedLong(key.hashCode() - device);
    }
    Matcher text = TEXT.matcher(key.toString());
    return text.matches() ? Integer.toUnsignedLong(fold(Long.parseLong(text.group(2)))) : 0;
  }
}
