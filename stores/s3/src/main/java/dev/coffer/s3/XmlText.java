package dev.coffer.s3;

/** Texts that the XML of requests can represent. */
final class XmlText {
  private XmlText() {}

  /** Returns whether XML 1.0 represents a text without loss. */
  static boolean canHold(String text) {
    return text.codePoints().allMatch(XmlText::canHold);
  }

  private static boolean canHold(int c) {
    boolean isControl = c < ' ' || (c >= 0x7F && c <= 0x9F);
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isSurrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
