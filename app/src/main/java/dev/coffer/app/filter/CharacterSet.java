package dev.coffer.app.filter;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** What stands in brackets: {@code [abc]}, {@code [a-z]}, {@code [!a]}, {@code [[:digit:]]}. */
final class CharacterSet {
  /** The classes of POSIX, of ASCII characters alone. */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "Alnum"),
          Map.entry("alpha", "Alpha"),
          Map.entry("blank", "Blank"),
          Map.entry("cntrl", "Cntrl"),
          Map.entry("digit", "Digit"),
          Map.entry("graph", "Graph"),
          Map.entry("lower", "Lower"),
          Map.entry("print", "Print"),
          Map.entry("punct", "Punct"),
          Map.entry("space", "Space"),
          Map.entry("upper", "Upper"),
          Map.entry("xdigit", "XDigit"));

  private final String text;
  private int at;

  private CharacterSet(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Reads what follows a bracket and returns the index behind the closing one. */
  static int parse(String text, int start, Consumer<IntPredicate> found) {
    CharacterSet set = new CharacterSet(text, start);
    found.accept(set.members());
    return set.at;
  }

  private IntPredicate members() {
    boolean negated = at < text.length() && "!^".indexOf(text.charAt(at)) >= 0;
    if (negated) {
      at++;
    }
    IntPredicate members = member();
    // A bracket that comes first is a member.
    while (peek() != ']') {
      members = members.or(member());
    }
    at++;
    return negated ? members.negate() : members;
  }

  private IntPredicate member() {
    if (text.startsWith("[:", at)) {
      return named();
    }
    int first = character();
    if (peek() != '-' || text.startsWith("-]", at)) {
      return c -> c == first;
    }
    at++;
    int last = character();
    return c -> first <= c && c <= last;
  }

  private IntPredicate named() {
    int end = text.indexOf(":]", at);
    String name = end < 0 ? null : CLASSES.get(text.substring(at + 2, end));
    if (name == null) {
      throw new IllegalArgumentException("no such class of characters in '" + text + "'");
    }
    at = end + 2;
    IntPredicate ascii = c -> c < 0x80;
    Pattern pattern = Pattern.compile("\\p{" + name + "}");
    return ascii.and(c -> pattern.matcher(Character.toString(c)).matches());
  }

  private int character() {
    int c = peek();
    at += Character.charCount(c);
    if (c == '\\') {
      c = peek();
      at += Character.charCount(c);
    }
    return c;
  }

  private int peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("a bracket is not closed in '" + text + "'");
    }
    return text.codePointAt(at);
  }
}
