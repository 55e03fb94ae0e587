package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes several files at once, none of which is above another. */
record WriteAll(Map<String, FileBody> files) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.copyOf(files.keySet()));
    if (expected.isFine()) {
      expected.failsWhen(isAnyNamedTwice(), InvalidFilePathException.class);
    }
    if (!expected.isFine()) {
      expected.check(() -> call(store));
      return;
    }
    Mismatch.unlessEqual("failures", expectedFailures(model), call(store));
    files.forEach((path, body) -> adopt(store, model, FilePath.ofFile(path), body));
  }

  private boolean isAnyNamedTwice() {
    return files.keySet().stream().map(FilePath::ofFile).distinct().count() < files.size();
  }

  private Map<String, String> expectedFailures(Model model) {
    Map<String, String> failures = new TreeMap<>();
    for (String path : files.keySet()) {
      FilePath file = FilePath.ofFile(path);
      if (model.isTaken(file)) {
        failures.put(file.toString(), ConflictException.class.getSimpleName());
      }
    }
    return failures;
  }

  /** Adds a file that was written to the model, with its etag. */
  private static void adopt(FileStore store, Model model, FilePath file, FileBody body) {
    if (!model.isTaken(file)) {
      Optional<FileInfo> actual = store.stat(file.toString());
      Mismatch.unless(actual.isPresent(), "'" + file + "' after writeAll", "a file", actual);
      model.store(
          file, new Model.File(body, Optional.empty(), Map.of(), "unknown"), actual.orElseThrow());
    }
  }

  /** Returns the kind of error by path; an illegal path is an error of the whole call. */
  private Map<String, String> call(FileStore store) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((path, body) -> bytes.put(path, body.bytes()));
    try {
      store.writeAll(bytes);
      return Map.of();
    } catch (ConflictException e) {
      return e.failures().stream()
          .collect(
              Collectors.toMap(FileStoreException::path, each -> each.getClass().getSimpleName()));
    }
  }

  @Override
  public String java(String store) {
    return files.entrySet().stream()
        .map(file -> Java.quote(file.getKey()) + ", " + file.getValue().javaBytes())
        .collect(Collectors.joining(", ", store + ".writeAll(Map.of(", "))"));
  }

  @Override
  public List<ModelStep> simpler() {
    List<ModelStep> simpler = new ArrayList<>();
    for (String path : files.keySet()) {
      if (files.size() > 1) {
        Map<String, FileBody> fewer = new TreeMap<>(files);
        fewer.remove(path);
        simpler.add(new WriteAll(fewer));
      }
    }
    files.forEach((path, body) -> simpler.add(Write.plain(path, body)));
    return simpler;
  }
}
