package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one file, plainly or with options. */
record Write(
    String path,
    FileBody body,
    ModelSource source,
    Condition condition,
    Optional<String> contentType,
    Map<String, String> metadata)
    implements ModelStep {

  /** The condition of the write. */
  enum Condition {
    NONE,
    ABSENT,
    PRESENT_ETAG,
    OTHER_ETAG
  }

  static Write plain(String path, FileBody body) {
    ModelSource source = body.isText() ? ModelSource.TEXT : ModelSource.BYTES;
    return new Write(path, body, source, Condition.NONE, Optional.empty(), Map.of());
  }

  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(path));
    if (!expected.isFine()) {
      expected.check(() -> call(store, "none"));
      return;
    }
    FilePath file = FilePath.ofFile(path);
    boolean conflict = !holds(model.get(file)) || model.isTaken(file);
    expected
        .failsWhen(conflict, ConflictException.class)
        .failsWhen(source == ModelSource.FAILING, StorageFailureException.class)
        .check(() -> call(store, model.etag(file)))
        .ifPresent(told -> model.store(file, written(), told));
  }

  private boolean holds(Model.@Nullable File present) {
    return switch (condition) {
      case NONE -> true;
      case ABSENT -> present == null;
      case PRESENT_ETAG -> present != null;
      case OTHER_ETAG -> false;
    };
  }

  private Model.File written() {
    return new Model.File(body, contentType, metadata, "unknown");
  }

  private FileInfo call(FileStore store, String etag) {
    return isPlain()
        ? source.write(store, path, body)
        : store.write(path, source.content(body), options(etag));
  }

  private boolean isPlain() {
    return condition == Condition.NONE && contentType.isEmpty() && metadata.isEmpty();
  }

  private WriteOptions options(String etag) {
    WriteOptions options =
        switch (condition) {
          case NONE -> WriteOptions.DEFAULTS;
          case ABSENT -> WriteOptions.DEFAULTS.ifAbsent();
          case PRESENT_ETAG -> WriteOptions.DEFAULTS.ifMatch(etag);
          case OTHER_ETAG -> WriteOptions.DEFAULTS.ifMatch("other");
        };
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      options = options.metadata(pair.getKey(), pair.getValue());
    }
    return contentType.isPresent() ? options.contentType(contentType.get()) : options;
  }

  @Override
  public String java(String store) {
    String start = store + ".write(" + Java.quote(path) + ", ";
    return isPlain()
        ? start + source.java(body) + ")"
        : start + "Content.of(" + source.java(body) + "), " + javaOptions(store) + ")";
  }

  private String javaOptions(String store) {
    StringBuilder java = new StringBuilder("WriteOptions.DEFAULTS");
    java.append(
        switch (condition) {
          case NONE -> "";
          case ABSENT -> ".ifAbsent()";
          case PRESENT_ETAG -> ".ifMatch(" + javaEtag(store, path) + ")";
          case OTHER_ETAG -> ".ifMatch(\"other\")";
        });
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                java.append(".metadata(" + Java.quote(key) + ", " + Java.quote(value) + ")"));
    contentType.ifPresent(type -> java.append(".contentType(" + Java.quote(type) + ")"));
    return java.toString();
  }

  /** Returns the current etag of a file. */
  static String javaEtag(String store, String path) {
    return store + ".stat(" + Java.quote(path) + ").map(FileInfo::etag).orElse(\"none\")";
  }

  @Override
  public List<ModelStep> simpler() {
    List<ModelStep> simpler = new ArrayList<>();
    simpler.add(plain(path, FileBody.text("")));
    simpler.add(plain(path, body));
    simpler.add(new Write(path, body, source, condition, Optional.empty(), Map.of()));
    simpler.add(new Write(path, FileBody.text(""), source, condition, contentType, metadata));
    simpler.add(new Write(path, body, source, Condition.NONE, contentType, metadata));
    simpler.remove(this);
    return simpler;
  }
}
