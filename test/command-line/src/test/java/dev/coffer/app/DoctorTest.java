package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path directory;

  private static Shell.Result run(Map<String, String> env, String... args) {
    return new Shell(env, new byte[0], Terminals.NONE).run(args);
  }

  @Test
  void aStoreThatWorksIsToldWithSettingsStepsAndVersions() {
    Path root = directory.resolve("store");
    Shell.Result result =
        run(Map.of("COFFER_STORE", Shell.uri(root), "COFFER_DURABILITY", "file"), "doctor");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.lines())
        .contains(
            "type          local  (environment variable COFFER_STORE)",
            "path          " + root + "  (URI)",
            "durability    file  (environment variable COFFER_DURABILITY)",
            "layers        observed → local",
            "state         " + root + "/.coffer/state  (default)",
            "durability    a file is on the disk when a call returns, its name soon after",
            "read          ok: 44 bytes, equal",
            "list          ok: 1 entry",
            "delete        ok: it is gone",
            "largest file  no limit")
        .anyMatch(line -> line.matches("java +" + Runtime.version().feature() + "\\..*"))
        .anyMatch(line -> line.startsWith("coffer        "))
        .anyMatch(line -> line.startsWith("system        " + System.getProperty("os.name")))
        .anyMatch(line -> line.matches("file system +\\S+, [\\d,.]+ GiB free of [\\d,.]+ GiB"))
        .anyMatch(line -> line.matches("write +ok: coffer-doctor-[-0-9a-f]{36}/probe.txt"))
        .anyMatch(line -> line.matches("capabilities +conditional-writes, .*"));
  }

  @Test
  void layersAreToldWithTheirOptionsAndWhereThoseCameFrom() {
    Map<String, String> env = Map.of("COFFER_SCOPE", "users/ada");
    Shell.Result result = run(env, "--store", "memory:n", "doctor");
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .contains(
            "layers        scoped → observed → memory",
            "state         none: the store ends with the process  (default)",
            "scope         users/ada  (environment variable COFFER_SCOPE)",
            "open          ok: Scoped(Observed(Memory(memory:n)), users/ada)");
  }

  @Test
  void whetherVersionsAreKeptIsToldAndTheProbeLeavesNone() throws IOException {
    String uri = Shell.uri(directory) + "?versioning=on";
    assertThat(run(Map.of(), "--store", uri, "doctor").out())
        .contains("versions      kept in the store, all of them: no option lets coffer prune");
    assertThat(run(Map.of(), "--store", uri + "&versioning.keep=3", "doctor").out())
        .contains("versions      kept in the store; coffer prune removes what its options allow");
    assertThat(run(Map.of(), "--store", Shell.uri(directory), "doctor").out())
        .contains("versions      not kept by Coffer: what is replaced or deleted is gone");
    assertThat(run(Map.of(), "--store", uri, "du", "--versions").lines())
        .singleElement()
        .asString()
        .matches("[ 0]+total");
  }

  @Test
  void nothingOfTheProbeStays() throws IOException {
    Path file = Files.writeString(directory.resolve("mine"), "mine");
    assertThat(run(Map.of(), "--store", Shell.uri(directory), "doctor").code()).isZero();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactlyInAnyOrder(file, directory.resolve(".coffer"));
    }
  }

  @Test
  void eachLineAsJsonIsAFactOrACheck() {
    Shell.Result result = run(Map.of(), "--json", "--store", "memory:", "doctor");
    assertThat(result.lines())
        .contains(
            "{\"fact\":\"type\",\"value\":\"memory\",\"source\":\"option --store\"}",
            "{\"fact\":\"durability\",\"value\":\"files end with the process\"}",
            "{\"check\":\"list\",\"ok\":true,\"detail\":\"1 entry\"}")
        .allMatch(line -> line.startsWith("{\"fact\":") || line.startsWith("{\"check\":"));
  }

  @Test
  void aWrongSettingIsToldWithItsRemedyAndSeven() {
    Shell.Result result =
        run(Map.of("COFFER_DURABILITY", "never"), "--store", Shell.uri(directory), "doctor");
    assertThat(result.code()).isEqualTo(7);
    assertThat(result.err()).isEqualTo("coffer: doctor: the store does not work\n");
    assertThat(result.out())
        .contains("settings      FAILED: ", "'never' (environment variable COFFER_DURABILITY)")
        .contains("\n              remedy: correct the setting")
        .doesNotContain("\nopen ");
  }

  @Test
  void aRootThatIsNoDirectoryCannotBeOpened() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Shell.Result result = run(Map.of(), "--store", Shell.uri(file), "doctor");
    assertThat(result.code()).isEqualTo(7);
    assertThat(result.out())
        .contains("open          FAILED: ", "is not a directory", "remedy: ")
        .doesNotContain("write ");
  }

  @Test
  void whatFailsAfterTheWriteLeavesNoProbe() {
    Map<String, Integer> faults = Map.of("unreachable", 5, "forbidden", 6);
    faults.forEach(
        (fault, code) -> {
          TrialStore.LEFT.clear();
          Shell.Result result = run(Map.of(), "--store", "trial:" + fault, "doctor");
          assertThat(result.code()).isEqualTo(code);
          assertThat(result.out())
              .containsPattern("write +ok: ")
              .containsPattern("read +FAILED: read coffer-doctor-.*\n +remedy: ")
              .containsPattern("delete +ok: ");
          assertThat(TrialStore.LEFT).isEqualTo(List.of("file"));
        });
  }

  @Test
  void aWriteThatFailsIsTheOnlyFailureAndLeavesNoProbe() {
    TrialStore.LEFT.clear();
    Shell.Result result = run(Map.of(), "--store", "trial:full", "doctor", "--json");
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.lines().stream().filter(line -> line.contains("\"ok\":false")))
        .singleElement()
        .asString()
        .startsWith("{\"check\":\"write\",\"ok\":false,\"error\":\"write coffer-doctor-")
        .endsWith("\"remedy\":\"free some space or raise the quota\"}");
    assertThat(TrialStore.LEFT).isEqualTo(List.of("file"));
  }

  @Test
  void whatAKilledProcessLeftIsToldAndRemovedWhenAsked() throws IOException, InterruptedException {
    Path root = directory.resolve("s");
    try (FileStore open = FileStores.open(Shell.uri(root))) {
      open.write("mine", "mine");
      assertThat(doctor(root).lines()).contains("leftovers     none");
      killInTheMiddleOfAPut(root);
      Path records = Files.createDirectories(root.resolve(".coffer/metadata"));
      Files.writeString(records.resolve("1-2-3"), "record");
      assertThat(doctor(root).out())
          .containsPattern(
              "\n"
                  + "leftovers +1 × metadata without a file, 1 × unfinished write, [\\d,]+ bytes,"
                  + " since .*: coffer doctor --clean removes them\n");

      Shell.Result cleaned = doctor(root, "--clean");
      assertThat(cleaned.code()).isZero();
      assertThat(cleaned.out())
          .containsPattern(
              "\nremoved +\\.coffer/staging/.*  unfinished write, 20.*Z, [\\d,]+ bytes\n")
          .containsPattern("\nremoved +.coffer/metadata/1-2-3  metadata without a file, 20.*\n")
          .containsPattern(
              "\nleftovers +ok: removed 1 × metadata without a file, 1 × unfinished w");
      assertThat(doctor(root, "--clean").lines()).contains("leftovers     ok: nothing to remove");
      assertThat(open.readString("mine")).isEqualTo("mine");
    }
    assertThat(run(Map.of(), "--store", "memory:", "doctor", "--clean").lines())
        .contains("leftovers     ok: this store can have none");
  }

  private static Shell.Result doctor(Path root, String... options) {
    return run(
        Map.of(),
        Stream.concat(Stream.of("--store", Shell.uri(root), "doctor"), Stream.of(options))
            .toArray(String[]::new));
  }

  private void killInTheMiddleOfAPut(Path root) throws IOException, InterruptedException {
    Process process =
        Program.ofClasses(directory).start("--store", Shell.uri(root), "put", "-", "f");
    process.getOutputStream().write(new byte[1 << 20]);
    process.getOutputStream().flush();
    while (staged(root) == 0) {
      LockSupport.parkNanos(100_000);
    }
    process.destroyForcibly();
    process.waitFor();
  }

  private static long staged(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(".coffer/staging"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
