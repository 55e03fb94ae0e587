package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A call that reads or deletes some of a few small files, which hold their own names.
 *
 * @param call the call, with assertions on its result
 * @param deleted the files that it deletes
 */
record OnFiles(Consumer<FileStore> call, List<String> deleted) implements ChaosCall {
  static final List<String> FILES = List.of("d/1", "d/2", "d/3", "d/4", "d/5", "d2/6", "e");

  @Override
  public void prepare(FileStore store) {
    FILES.forEach(name -> store.write(name, name));
  }

  @Override
  public void run(FileStore store) {
    call.accept(store);
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    List<String> there = walk(store);
    List<String> kept = FILES.stream().filter(name -> !deleted.contains(name)).toList();
    switch (ending) {
      case DONE -> assertThat(there).isEqualTo(kept);
      case NOT_DONE -> assertThat(there).isEqualTo(FILES);
      case UNKNOWN -> assertThat(there).containsAll(kept).isSubsetOf(FILES);
    }
    there.forEach(name -> assertThat(store.readString(name)).isEqualTo(name));
  }

  /** Returns the paths of all files except that of the trial itself. */
  static List<String> walk(FileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      return files
          .map(file -> file.path().toString())
          .filter(path -> !path.equals(ChaosTrial.BYSTANDER))
          .toList();
    }
  }
}
