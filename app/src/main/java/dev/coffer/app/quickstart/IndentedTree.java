package dev.coffer.app.quickstart;

import dev.coffer.FileInfo;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;

/** Files in path order, drawn as an indented tree while they come in. */
final class IndentedTree {
  private static final int MOST_FILES_SHOWN = 40;
  private static final int NAME_WIDTH = 48;

  private final Consumer<String> out;
  private String[] directories = {};

  IndentedTree(Consumer<String> out) {
    this.out = out;
  }

  void draw(Iterator<FileInfo> files) {
    long shown = 0;
    long left = 0;
    while (files.hasNext()) {
      FileInfo file = files.next();
      if (shown < MOST_FILES_SHOWN) {
        draw(file);
        shown++;
      } else {
        left++;
      }
    }
    if (left > 0) {
      out.accept(String.format(Locale.ROOT, "  … and %,d more files", left));
    }
  }

  private void draw(FileInfo file) {
    String[] segments = file.path().toString().split("/");
    int last = segments.length - 1;
    for (int depth = shared(segments, last); depth < last; depth++) {
      out.accept(indent(depth) + segments[depth] + "/");
    }
    directories = Arrays.copyOf(segments, last);
    String name = indent(last) + segments[last];
    String pad = " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    out.accept(name + pad + String.format(Locale.ROOT, "%,12d", file.size()));
  }

  /** How many of the file's directories stand already. */
  private int shared(String[] segments, int depth) {
    int same = 0;
    while (same < depth && same < directories.length && segments[same].equals(directories[same])) {
      same++;
    }
    return same;
  }

  private static String indent(int depth) {
    return "  ".repeat(depth + 1);
  }
}
