package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.text.JsonText;

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
    StringBuilder quoted = new StringBuilder(text.length() + 2);
    JsonText.quote(quoted, text);
    return value(key, quoted.toString());
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
