package dev.coffer.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The version of Coffer. It is a resource next to this class, since the manifest of a jar is lost
 * where jars are merged, and says nothing on the module path.
 */
public final class ProductVersion {
  /** The version, such as {@code 1.2.0}; {@code unknown} where the resource was removed. */
  public static final String TEXT = read();

  private ProductVersion() {}

  private static String read() {
    try (InputStream in = ProductVersion.class.getResourceAsStream("version")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
