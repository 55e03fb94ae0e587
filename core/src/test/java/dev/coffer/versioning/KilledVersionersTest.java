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
@Tag("kills")
class KilledVersionersTest {
  private static final int PROCESSES = 3;

  /** How many contents each process has acknowledged before it may be killed. */
  private static final int LEAST = 20;

  @TempDir Path root;

  private final Map<String, Set<String>> acknowledged = new TreeMap<>();
  private final Map<String, Set<String>> pruned = new TreeMap<>();

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
        for (int wrote = 0; wrote < LEAST; ) {
          wrote += note(process.line()) ? 1 : 0;
        }
      }
      for (JavaProcess process : processes) {
        process.kill();
        for (String line : process.rest()) {
          boolean unused = note(line);
        }
      }
    }
    assertThat(lost()).isEmpty();
    assertThatEnoughIsLeft();
    assertThat(acknowledged.values().stream().mapToInt(Set::size).sum())
        .isGreaterThanOrEqualTo(rounds * PROCESSES * LEAST);
  }

  /**
   * The last line of a killed process may be cut.
   *
   * @return whether it is a content that was acknowledged
   */
  private boolean note(String line) {
    String[] words = line.split(" ", -1);
    assertThat(words[0]).as(line).isNotEqualTo("failed");
    if (words.length != 4 || !words[3].equals(".")) {
      return false;
    }
    boolean wrote = words[0].equals("wrote");
    (wrote ? acknowledged : pruned)
        .computeIfAbsent(words[1], path -> new TreeSet<>())
        .add(words[2]);
    return wrote;
  }

  private Set<String> lost() {
    FileStore store = new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    Set<String> lost = new TreeSet<>();
    acknowledged.forEach(
        (path, texts) -> {
          lost.addAll(texts);
          lost.removeAll(pruned.getOrDefault(path, Set.of()));
          if (store.exists(path)) {
            lost.remove(store.readString(path));
          }
          versions.versions(path).stream()
              .filter(one -> !one.deleteMarker())
              .forEach(one -> lost.remove(new String(versions.read(path, one.id()), UTF_8)));
        });
    return lost;
  }

  /** Of a path that had as many, a prune leaves so many. */
  private void assertThatEnoughIsLeft() {
    FileStore store = new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    for (String path : pruned.keySet()) {
      assertThat(versions.versions(path).stream().filter(one -> !one.deleteMarker()).count())
          .as(path)
          .isGreaterThanOrEqualTo(VersioningProgram.KEPT);
    }
  }
}
