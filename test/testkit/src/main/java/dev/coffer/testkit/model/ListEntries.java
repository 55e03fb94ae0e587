package dev.coffer.testkit.model;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists entries, from the first or after one, in small pages. */
record ListEntries(String directory, boolean recursive, int pageSize, Optional<String> startAfter)
    implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected.of(directory).check(() -> call(store)).ifPresent(entries -> compare(model, entries));
  }

  private List<Entry> call(FileStore store) {
    try (Stream<Entry> entries = store.entries(directory, options())) {
      return entries.toList();
    }
  }

  private void compare(Model model, List<Entry> entries) {
    List<String> names =
        entries.stream().map(e -> e.isDirectory() ? e.path() + "/" : e.path().toString()).toList();
    Mismatch.unlessEqual("entries", due(model), names);
    entries.forEach(model::compareEntry);
  }

  private List<String> due(Model model) {
    FilePath parsed = FilePath.of(directory);
    List<String> all =
        recursive
            ? model.walk(parsed).stream().map(FilePath::toString).toList()
            : model.list(parsed);
    String first = startAfter.orElse("");
    return all.stream().filter(name -> Model.UTF_8.compare(name, first) > 0).toList();
  }

  private ListOptions options() {
    ListOptions options = ListOptions.DEFAULTS.pageSize(pageSize);
    options = recursive ? options.recursive() : options;
    return startAfter.isPresent() ? options.startAfter(startAfter.get()) : options;
  }

  @Override
  public String java(String store) {
    String options =
        "ListOptions.DEFAULTS.pageSize("
            + pageSize
            + ")"
            + (recursive ? ".recursive()" : "")
            + startAfter.map(name -> ".startAfter(" + Java.quote(name) + ")").orElse("");
    return store + ".entries(" + Java.quote(directory) + ", " + options + ").toList()";
  }

  @Override
  public List<ModelStep> simpler() {
    return recursive ? List.of(new Walk(directory)) : List.of(new ListNames(directory));
  }
}
