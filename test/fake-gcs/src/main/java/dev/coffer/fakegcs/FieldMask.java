package dev.coffer.fakegcs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requested fields of a response; others are left out.
 *
 * <p>Documentation: {@code json_api#partial-response}.
 */
final class FieldMask {
  private final Map<String, FieldMask> fields = new LinkedHashMap<>();

  private FieldMask() {}

  /** Reads a mask such as {@code items(name,owner/entity),nextPageToken}. */
  static FieldMask of(String text) {
    FieldMask mask = new FieldMask();
    int end = mask.read(text, 0);
    if (end < text.length()) {
      throw Refusal.invalid("Invalid field selection " + text);
    }
    return mask;
  }

  /** Reads fields up to the end of the text or of a bracket; returns where that is. */
  private int read(String text, int from) {
    int at = from;
    while (true) {
      at = readOne(text, at);
      if (at == text.length() || text.charAt(at) != ',') {
        return at;
      }
      at++;
    }
  }

  private int readOne(String text, int from) {
    int at = from;
    while (at < text.length() && ",/()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw Refusal.invalid("Invalid field selection " + text);
    }
    FieldMask inner = fields.computeIfAbsent(text.substring(from, at), name -> new FieldMask());
    if (text.startsWith("/", at)) {
      return inner.readOne(text, at + 1);
    }
    if (text.startsWith("(", at)) {
      int end = inner.read(text, at + 1);
      if (!text.startsWith(")", end)) {
        throw Refusal.invalid("Invalid field selection " + text);
      }
      return end + 1;
    }
    return at;
  }

  /** Returns the requested part of a value. */
  Object apply(Object value) {
    if (fields.isEmpty() || fields.containsKey("*")) {
      return value;
    }
    if (value instanceof List<?> values) {
      List<Object> left = new ArrayList<>();
      values.forEach(each -> left.add(apply(each)));
      return left;
    }
    return value instanceof Map<?, ?> members ? applied(members) : value;
  }

  private Map<String, Object> applied(Map<?, ?> members) {
    Map<String, Object> left = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          FieldMask inner = fields.get(String.valueOf(name));
          if (inner != null) {
            left.put(String.valueOf(name), inner.apply(value));
          }
        });
    return left;
  }
}
