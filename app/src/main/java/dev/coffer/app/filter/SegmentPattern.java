package dev.coffer.app.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A pattern of one segment of a path: characters, and any text between them. */
final class SegmentPattern {
  /** The place of any text; asked for no character. */
  private enum AnyText implements IntPredicate {
    HERE;

    @Override
    public boolean test(int character) {
      return false;
    }
  }

  private final List<IntPredicate> parts;

  private SegmentPattern(List<IntPredicate> parts) {
    this.parts = parts;
  }

  static SegmentPattern parse(String text) {
    List<IntPredicate> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      switch (c) {
        case '*' -> parts.add(AnyText.HERE);
        case '?' -> parts.add(any -> true);
        case '[' -> at = CharacterSet.parse(text, at, parts::add);
        case '\\' -> at = literal(text, at, parts);
        default -> parts.add(other -> other == c);
      }
    }
    return new SegmentPattern(parts);
  }

  private static int literal(String text, int at, List<IntPredicate> parts) {
    if (at == text.length()) {
      throw new IllegalArgumentException("a pattern ends in a backslash: '" + text + "'");
    }
    int c = text.codePointAt(at);
    parts.add(other -> other == c);
    return at + Character.charCount(c);
  }

  /** Goes back to the last star alone, so it takes no longer than both lengths multiplied. */
  boolean matches(String segment) {
    int[] text = segment.codePoints().toArray();
    int part = 0;
    int at = 0;
    int star = -1;
    int behind = 0;
    while (at < text.length) {
      if (part < parts.size() && parts.get(part) == AnyText.HERE) {
        star = part++;
        behind = at;
      } else if (part < parts.size() && parts.get(part).test(text[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++behind;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(rest -> rest == AnyText.HERE);
  }
}
