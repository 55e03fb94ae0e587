package dev.coffer.agent;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of conversations begins: base64 of a decimal number. */
final class PageIds {
  private PageIds() {}

  static String of(int offset) {
    byte[] digits = Integer.toString(offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(digits);
  }

  /** Returns the number; 0 for none. */
  static int offset(@Nullable String pageId) {
    if (pageId == null || pageId.isEmpty()) {
      return 0;
    }
    try {
      byte[] digits = Base64.getDecoder().decode(pageId);
      int offset = Integer.parseInt(new String(digits, StandardCharsets.UTF_8));
      if (offset >= 0) {
        return offset;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not the id of a page: take that of a search", e);
    }
    throw new IllegalArgumentException("not the id of a page: take that of a search");
  }
}
