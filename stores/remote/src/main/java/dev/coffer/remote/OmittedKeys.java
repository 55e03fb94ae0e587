package dev.coffer.remote;

import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.text.RefusedName;

/** Tells who listens of the keys that no path can name. */
record OmittedKeys(Keys keys, ListOptions options) {

  /** Tells of a key, or of what keys have in common, that no path leads to. */
  void tell(String key) {
    if (isMarker(key) || keys.isOwn(key) || isBefore(keys.name(key))) {
      return;
    }
    options
        .onOmitted()
        .accept(new OmittedName(shown(keys.name(key)), OmittedName.Reason.INVALID_NAME));
  }

  /** Whether it stands for a directory that a path can name; the store's own root is one. */
  private boolean isMarker(String key) {
    String name = keys.name(key);
    return name.isEmpty()
        || (name.endsWith("/") && keys.path(key.substring(0, key.length() - 1)).isPresent());
  }

  private boolean isBefore(String name) {
    return options.startAfter().filter(start -> FilePath.compareUtf8(name, start) <= 0).isPresent();
  }

  /** The name for people: what no path may have is told by its number. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    name.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (KeyText.isByte(c)) {
      RefusedName.append(shown, (byte) KeyText.toByte(c));
    } else {
      RefusedName.append(shown, c);
    }
  }
}
