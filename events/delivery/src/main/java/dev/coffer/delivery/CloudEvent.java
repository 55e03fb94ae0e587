package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.FileEvent;
import dev.coffer.text.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The present state of one path, as an event of CloudEvents 1.0.
 *
 * @param id the id of the change, the same in every delivery; that of the source of a move ends
 *     with {@code .source}
 * @param source the store, as a URI
 * @param change what was done; deleted exactly if the file does not exist
 * @param path the file
 * @param time when the change was complete
 * @param order a later change of the same path has a greater number
 * @param data a JSON object: {@code path}, and as far as they are known {@code source}, {@code
 *     size}, {@code etag} and {@code content}
 */
public record CloudEvent(
    String id,
    String source,
    FileEvent.Type change,
    FilePath path,
    Instant time,
    long order,
    String data) {
  /** The media type of the data. */
  public static final String DATA_TYPE = "application/json";

  /**
   * Returns whether the file does not exist.
   *
   * @return true for the type deleted
   */
  public boolean isDeletion() {
    return change == FileEvent.Type.DELETED;
  }

  /**
   * Returns the attributes for the binary mode, without the type of the data.
   *
   * @return names and values in the order of the specification
   */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", source);
    attributes.put("type", type());
    attributes.put("subject", path.toString());
    attributes.put("time", time.toString());
    attributes.put("sequence", sequence());
    return attributes;
  }

  private String type() {
    return "dev.coffer.file." + change.name().toLowerCase(Locale.ROOT) + ".v1";
  }

  /** Returns a string of fixed length, since sequences are compared as strings. */
  private String sequence() {
    return String.format(Locale.ROOT, "%019d", order);
  }

  /**
   * Returns the event in the structured mode.
   *
   * @return one line of JSON
   */
  public String json() {
    Map<String, String> attributes = attributes();
    attributes.put("datacontenttype", DATA_TYPE);
    String head = JsonText.object(attributes);
    return head.substring(0, head.length() - 1) + ",\"data\":" + data + "}";
  }
}
