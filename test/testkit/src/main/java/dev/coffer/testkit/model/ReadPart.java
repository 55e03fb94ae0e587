package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a range of a file. */
record ReadPart(String path, long offset, long length) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(path));
    Model.@Nullable File file = expected.isFine() ? model.get(FilePath.ofFile(path)) : null;
    if (expected.isFine()) {
      expected
          .failsWhen(file == null, NotFoundException.class)
          .failsWhen(file != null && offset > file.body().size(), InvalidRangeException.class);
    }
    expected.check(() -> call(store)).ifPresent(bytes -> compare(file, bytes));
  }

  private byte[] call(FileStore store) {
    try (InputStream in = store.open(path, offset, length)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(Model.@Nullable File file, byte[] bytes) {
    if (file != null) {
      byte[] part = file.body().part(offset, length);
      Mismatch.unless(
          Arrays.equals(part, bytes),
          "part of '" + path + "'",
          FileBody.show(part),
          FileBody.show(bytes));
    }
  }

  @Override
  public String java(String store) {
    return store + ".open(" + Java.quote(path) + ", " + offset + ", " + length + ").readAllBytes()";
  }
}
