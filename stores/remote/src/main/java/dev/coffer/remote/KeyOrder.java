package dev.coffer.remote;

import dev.coffer.FilePath;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The order in which a server lists keys: by their bytes, as services do, or by their UTF-16 units,
 * as some servers do. The orders differ only if a character above U+FFFF is compared with one from
 * U+E000 to U+FFFF. One object is shared by all listings of a store, on any thread, and learns from
 * them.
 */
public final class KeyOrder {
  private enum Kind {
    OPEN,
    UTF8,
    UTF16
  }

  private static final Comparator<String> BY_UTF8 = FilePath::compareUtf8;
  private static final char FIRST_ABOVE = '\uE000';

  private final AtomicReference<Kind> kind;

  private KeyOrder(Kind kind) {
    this.kind = new AtomicReference<>(kind);
  }

  /**
   * Returns the order of a service that is known to list keys by their bytes.
   *
   * @return an order
   */
  public static KeyOrder ofBytes() {
    return new KeyOrder(Kind.UTF8);
  }

  /**
   * Returns the order of a server whose order is not known.
   *
   * @return an order that is not determined yet
   */
  public static KeyOrder open() {
    return new KeyOrder(Kind.OPEN);
  }

  /**
   * Learns the server's order from one in which the two differ; returns false if another is known.
   */
  private boolean learn(Kind seen) {
    return kind.compareAndSet(Kind.OPEN, seen) || kind.get() == seen;
  }

  /** Treats an order by UTF-16 units as an error from now on. */
  void takeForBytes() {
    kind.compareAndSet(Kind.OPEN, Kind.UTF8);
  }

  boolean isOfBytes() {
    return kind.get() == Kind.UTF8;
  }

  /** Learns from keys in the order in which they were listed. */
  void watch(List<KeyPage.Found> objects) {
    for (int i = 1; i < objects.size() && kind.get() == Kind.OPEN; i++) {
      boolean unused = isBehind(objects.get(i).key(), objects.get(i - 1).key());
    }
  }

  private boolean isBehind(String key, String before) {
    return isBehind(BY_UTF8.compare(key, before) > 0, key.compareTo(before) > 0);
  }

  private boolean isBehind(boolean byUtf8, boolean byUtf16) {
    return byUtf8 == byUtf16 ? byUtf8 : learn(byUtf8 ? Kind.UTF8 : Kind.UTF16);
  }

  /**
   * The last key of a page, in each of the orders.
   *
   * @param utf8 the greatest by bytes
   * @param utf16 the greatest by UTF-16 units
   */
  record Last(String utf8, String utf16) {
    static final Last NONE = new Last("", "");

    /** Returns the last keys of at least one key. */
    static Last of(Stream<String> keys) {
      return keys.reduce(NONE, Last::or, Last::later);
    }

    private Last or(String key) {
      boolean byUtf8 = BY_UTF8.compare(key, utf8) > 0;
      boolean byUtf16 = key.compareTo(utf16) > 0;
      return byUtf8 || byUtf16 ? new Last(byUtf8 ? key : utf8, byUtf16 ? key : utf16) : this;
    }

    private Last later(Last other) {
      return or(other.utf8).or(other.utf16);
    }
  }

  /** Returns whether a page ends after another, in the known order or in either. */
  boolean isBehind(Last page, Last before) {
    return isBehind(
        BY_UTF8.compare(page.utf8, before.utf8) > 0, page.utf16.compareTo(before.utf16) > 0);
  }

  /**
   * Returns where to start a listing so that it contains all keys after a key by bytes: before the
   * first character that the orders place differently.
   */
  String start(String key, int common) {
    int end = common;
    while (end < key.length() && (isOfBytes() || key.charAt(end) < Character.MIN_SURROGATE)) {
      end++;
    }
    return key.substring(0, end);
  }

  /**
   * Returns the first key by bytes that may still follow a page if the server lists by UTF-16
   * units.
   *
   * @param last the last key of the page
   * @param common the length of the common prefix of all keys
   */
  static String firstToCome(String last, int common) {
    for (int i = common; i < last.length(); i++) {
      if (Character.isSurrogate(last.charAt(i))) {
        return last.substring(0, i) + FIRST_ABOVE;
      }
    }
    return last + '\0';
  }
}
