package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.JavaProcess;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes change the same paths and are killed at any moment, again and again. */
class KilledVersionersTest {
  private static final int PROCESSES = 3;

  /** How many contents each process has acknowledged before it may be killed. */
  private static final int LEAST = 20;

  @TempDir Path root;

  private final Map<String, Set<String>> acknowledged = new TreeMap<>();

  @Test
  void nothingIsLostByAFewKills() throws InterruptedException {
    killRepeatedly(2);
  }

  @Test
  @Tag("thorough")
  void nothingIsLostByFiftyKills() throws InterruptedException {
    killRepeatedly(17);
  }

  private void killRepeatedly(int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      List<JavaProcess> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(JavaProcess.of(VersioningProgram.class, root, round + "-" + i).start());
      }
      for (JavaProcess process : processes) {
        for (int i = 0; i < LEAST; i++) {
          note(process.line());
        }
      }
      for (JavaProcess process : processes) {
        process.kill();
        process.rest().forEach(this::note);
      }
    }
    assertThat(lost()).isEmpty();
    assertThat(acknowledged.values().stream().mapToInt(Set::size).sum())
        .isGreaterThanOrEqualTo(rounds * PROCESSES * LEAST);
  }

  /** The last line of a killed process may be cut. */
  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 3 && words[2].equals(".")) {
      acknowledged.computeIfAbsent(words[0], path -> new TreeSet<>()).add(words[1]);
    }
  }

  private Set<String> lost() {
    FileStore store = new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    Set<String> lost = new TreeSet<>();
    acknowledged.forEach(
        (path, texts) -> {
          lost.addAll(texts);
          if (store.exists(path)) {
            lost.remove(store.readString(path));
          }
          versions.versions(path).stream()
              .filter(one -> !one.deleteMarker())
              .forEach(one -> lost.remove(new String(versions.read(path, one.id()), UTF_8)));
        });
    return lost;
  }
}
