package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.text.JsonText;
import java.util.List;
import java.util.stream.Collectors;

/** One object as one line of JSON. What is not known is left out. */
final class JsonLine {
  private final StringBuilder json = new StringBuilder("{");

  static String of(Entry entry) {
    return new JsonLine().entry(entry).toString();
  }

  JsonLine entry(Entry entry) {
    text("path", Display.path(entry)).flag("directory", entry.isDirectory());
    if (entry instanceof FileInfo file) {
      number("size", file.size());
      text("lastModified", file.lastModified().toString()).text("etag", file.etag());
      if (file.contentType().isPresent()) {
        text("contentType", file.contentType().get());
      }
    }
    return this;
  }

  JsonLine flag(String key, boolean value) {
    return value(key, String.valueOf(value));
  }

  JsonLine number(String key, long value) {
    return value(key, String.valueOf(value));
  }

  JsonLine object(String key, JsonLine object) {
    return value(key, object.toString());
  }

  JsonLine text(String key, String text) {
    return value(key, quoted(text));
  }

  JsonLine texts(String key, List<String> texts) {
    String list = texts.stream().map(JsonLine::quoted).collect(Collectors.joining(","));
    return value(key, "[" + list + "]");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2);
    JsonText.quote(quoted, text);
    return quoted.toString();
  }

  private JsonLine value(String key, String value) {
    json.append(json.length() == 1 ? "\"" : ",\"").append(key).append("\":").append(value);
    return this;
  }

  /** The whole line. */
  @Override
  public String toString() {
    return json + "}";
  }
}
