package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file conditionally. */
record ReadIf(String path, boolean none, boolean present) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(path));
    if (!expected.isFine()) {
      expected.check(() -> call(store, "other"));
      return;
    }
    FilePath file = FilePath.ofFile(path);
    Model.@Nullable File there = model.get(file);
    expected
        .failsWhen(there == null, NotFoundException.class)
        .failsWhen(there != null && none && present, NotModifiedException.class)
        .failsWhen(there != null && !none && !present, ConflictException.class)
        .check(() -> call(store, present ? model.etag(file) : "other"))
        .ifPresent(bytes -> compare(there, bytes));
  }

  private byte[] call(FileStore store, String etag) {
    ReadOptions options =
        none ? ReadOptions.DEFAULTS.ifNoneMatch(etag) : ReadOptions.DEFAULTS.ifMatch(etag);
    try (InputStream in = store.open(path, options)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(Model.@Nullable File file, byte[] bytes) {
    if (file != null) {
      file.body().compareWith("bytes of '" + path + "'", bytes);
    }
  }

  @Override
  public String java(String store) {
    String etag = present ? Write.javaEtag(store, path) : "\"other\"";
    String options = "ReadOptions.DEFAULTS." + (none ? "ifNoneMatch(" : "ifMatch(") + etag + ")";
    return store + ".open(" + Java.quote(path) + ", " + options + ").readAllBytes()";
  }

  @Override
  public List<ModelStep> simpler() {
    return List.of(new ReadWhole(path, false));
  }
}
