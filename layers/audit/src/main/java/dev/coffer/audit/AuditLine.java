package dev.coffer.audit;

import dev.coffer.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of a line: a JSON object of strings and numbers, in a fixed order. */
final class AuditLine {
  static final String SEQUENCE = "seq";
  static final String PREVIOUS = "prev";

  /** The key of a line that ends a file: the number of lines before it. */
  static final String SEALED = "sealed";

  /** The key of a line that reports an incomplete line of a killed writer. */
  static final String DROPPED = "dropped";

  /**
   * The key of a line that reports how many lines before it were after the head when a process
   * began to write. After a kill they are those of the killed process, but anyone could have added
   * them.
   */
  static final String BEHIND = "behind";

  private AuditLine() {}

  static byte[] of(AuditRecord entry, Chain chain) {
    Map<String, Object> fields = begin(chain, entry.time().toString());
    entry.actor().ifPresent(actor -> fields.put("actor", actor));
    fields.put("operation", entry.operation());
    fields.put("path", entry.path());
    entry.target().ifPresent(target -> fields.put("target", target));
    fields.put("bytes", entry.bytes());
    fields.put("outcome", entry.outcome());
    entry.etag().ifPresent(etag -> fields.put("etag", etag));
    return end(fields, chain);
  }

  /**
   * Reads a line, or a head.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  static Map<String, String> fields(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonText.read(line).forEach((name, value) -> fields.put(name, value.toString()));
    return fields;
  }

  static Map<String, String> fields(byte[] line) {
    return fields(new String(line, StandardCharsets.UTF_8));
  }

  /** Returns a line about the trail itself. */
  static byte[] of(String key, long number, String time, Chain chain) {
    Map<String, Object> fields = begin(chain, time);
    fields.put(key, number);
    return end(fields, chain);
  }

  private static Map<String, Object> begin(Chain chain, String time) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(SEQUENCE, chain.sequence() + 1);
    fields.put("time", time);
    return fields;
  }

  private static byte[] end(Map<String, Object> fields, Chain chain) {
    fields.put(PREVIOUS, chain.hash());
    return JsonText.object(fields).getBytes(StandardCharsets.UTF_8);
  }
}
