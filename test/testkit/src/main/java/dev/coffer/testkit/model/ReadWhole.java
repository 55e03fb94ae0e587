package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a complete file, as bytes or as text. */
record ReadWhole(String path, boolean asText) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(path));
    Model.@Nullable File file = expected.isFine() ? model.get(FilePath.ofFile(path)) : null;
    if (expected.isFine()) {
      expected
          .failsWhen(file == null, NotFoundException.class)
          .failsWhen(file != null && asText && !file.body().isText(), NotTextException.class);
    }
    if (asText) {
      expected.check(() -> store.readString(path)).ifPresent(text -> compareText(file, text));
    } else {
      expected.check(() -> store.readBytes(path)).ifPresent(bytes -> compareBytes(file, bytes));
    }
  }

  private void compareText(Model.@Nullable File file, String text) {
    if (file != null && !file.body().string().equals(text)) {
      Mismatch.unlessEqual("text of '" + path + "'", Java.quote(file.body().string()), text);
    }
  }

  private void compareBytes(Model.@Nullable File file, byte[] bytes) {
    if (file != null) {
      file.body().compareWith("bytes of '" + path + "'", bytes);
    }
  }

  @Override
  public String java(String store) {
    return store + (asText ? ".readString(" : ".readBytes(") + Java.quote(path) + ")";
  }
}
