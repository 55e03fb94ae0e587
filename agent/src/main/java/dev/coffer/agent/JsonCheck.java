package dev.coffer.agent;

/**
 * Recognises most texts that are one JSON object, several times as fast as a parser. What it does
 * not recognise may still be one: then the parser decides, and says what is wrong.
 *
 * <p>It looks at bytes, and not at whether they are UTF-8.
 */
final class JsonCheck {
  private static final int DEEPEST = 64;

  private final byte[] json;
  private int at;

  private JsonCheck(byte[] json) {
    this.json = json;
  }

  /** Returns true only if the bytes are one JSON object. */
  static boolean isObject(byte[] json) {
    JsonCheck check = new JsonCheck(json);
    check.skipBlanks();
    if (check.peek() != '{' || !check.value(DEEPEST)) {
      return false;
    }
    check.skipBlanks();
    return check.at == json.length;
  }

  private int peek() {
    return at < json.length ? json[at] : 0;
  }

  private boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  private void skipBlanks() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
  }

  private boolean value(int levels) {
    return switch (peek()) {
      case '{' -> levels > 0 && object(levels - 1);
      case '[' -> levels > 0 && array(levels - 1);
      case '"' -> text();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean object(int levels) {
    at++;
    skipBlanks();
    if (take('}')) {
      return true;
    }
    do {
      skipBlanks();
      if (peek() != '"' || !text()) {
        return false;
      }
      skipBlanks();
      if (!take(':') || !element(levels)) {
        return false;
      }
    } while (take(','));
    return take('}');
  }

  private boolean array(int levels) {
    at++;
    skipBlanks();
    if (take(']')) {
      return true;
    }
    do {
      if (!element(levels)) {
        return false;
      }
    } while (take(','));
    return take(']');
  }

  private boolean element(int levels) {
    skipBlanks();
    boolean known = value(levels);
    skipBlanks();
    return known;
  }

  private boolean text() {
    at++;
    while (at < json.length) {
      byte c = json[at++];
      if (c == '"') {
        return true;
      }
      // Bytes of characters that are not ASCII are negative.
      if (c == '\\' ? !escape() : c >= 0 && c < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    int c = peek();
    at++;
    if (c != 'u') {
      return c > 0 && "\"\\/bfnrt".indexOf(c) >= 0;
    }
    for (int i = 0; i < 4; i++, at++) {
      if (Character.digit(peek(), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return false;
    }
    if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      skipSign();
      return digits();
    }
    return true;
  }

  private void skipSign() {
    if (peek() == '+' || peek() == '-') {
      at++;
    }
  }

  private boolean digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > start;
  }
}
