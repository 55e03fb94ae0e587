package dev.coffer.s3;

/** What the XML of requests can hold. */
final class XmlText {
  private XmlText() {}

  /** Whether a text comes out of XML 1.0 as it went in. */
  static boolean canHold(String text) {
    return text.codePoints().allMatch(XmlText::canHold);
  }

  private static boolean canHold(int c) {
    boolean isControl = c < ' ' || (c >= 0x7F && c <= 0x9F);
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isSurrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
