package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every kind of change, one after the other, run in a process of its own that is killed or traced
 * meanwhile. Each step knows what the store holds after it, so that another process can tell what
 * may be there.
 */
final class StoreProgram {
  /** The step that is being run, read by the debugger that kills the process. */
  static volatile int current = -1;

  /** A change of the store, and the same change of what is expected in it. */
  record Step(String name, Consumer<FileStore> change, Consumer<Map<String, String>> effect) {}

  static final List<Step> STEPS =
      List.of(
          write("a/b/c/new", 1, false, 20),
          write("a/b/c/new", 2, true, 200_000),
          new Step(
              "create d/e",
              store -> store.write("d/e", bytes("d/e", 1, 10), WriteOptions.DEFAULTS.ifAbsent()),
              with("d/e", text("d/e", 1, 10))),
          new Step(
              "replace d/e",
              store ->
                  store.write(
                      "d/e",
                      bytes("d/e", 2, 10),
                      WriteOptions.DEFAULTS.ifMatch(
                          store.stat("d/e").map(FileInfo::etag).orElseThrow())),
              with("d/e", text("d/e", 2, 10))),
          new Step(
              "copy",
              store -> store.copy("a/b/c/new", "copies/x y/\u00fc\ud83d\ude80"),
              with("copies/x y/\u00fc\ud83d\ude80", text("a/b/c/new", 2, 200_000))),
          new Step(
              "move",
              store -> store.move("d/e", "moved/f"),
              files -> {
                files.put("moved/f", files.remove("d/e"));
              }),
          new Step(
              "delete a/b/c/new",
              store -> store.deleteFile("a/b/c/new"),
              files -> {
                files.remove("a/b/c/new");
              }),
          new Step(
              "write three",
              store ->
                  store.writeAll(
                      Map.of(
                          "w/1", bytes("w/1", 1, 5),
                          "w/2", bytes("w/2", 1, 5),
                          "w/v/3", bytes("w/v/3", 1, 5))),
              files -> {
                files.put("w/1", text("w/1", 1, 5));
                files.put("w/2", text("w/2", 1, 5));
                files.put("w/v/3", text("w/v/3", 1, 5));
              }),
          new Step(
              "delete w",
              store -> store.deleteDirectory("w"),
              files -> {
                files.keySet().removeIf(path -> path.startsWith("w/"));
              }),
          new Step(
              "stream s/t",
              store -> store.write("s/t", out -> out.write(bytes("s/t", 1, 300_000))),
              with("s/t", text("s/t", 1, 300_000))),
          write("s/t", 2, true, 7),
          write("s/t", 3, false, 70_000));

  private StoreProgram() {}

  private static Step write(String path, int version, boolean metadata, int size) {
    WriteOptions options =
        metadata
            ? WriteOptions.DEFAULTS.metadata("version", version + "").contentType("text/plain")
            : WriteOptions.DEFAULTS;
    return new Step(
        "write " + path + " " + version,
        store -> store.write(path, bytes(path, version, size), options),
        with(path, text(path, version, size)));
  }

  private static Consumer<Map<String, String>> with(String path, String text) {
    return files -> {
      files.put(path, text);
    };
  }

  /** A body that tells whose it is, which version, and where it ends. */
  static String text(String path, int version, int size) {
    return path + " " + version + " " + "x".repeat(size) + " end";
  }

  private static byte[] bytes(String path, int version, int size) {
    return text(path, version, size).getBytes(StandardCharsets.UTF_8);
  }

  /** What the store holds after the first steps. */
  static Map<String, String> stateAfter(int steps) {
    Map<String, String> files = new TreeMap<>();
    for (Step step : STEPS.subList(0, steps)) {
      step.effect.accept(files);
    }
    return files;
  }

  /** Runs all steps and says on standard output which are done. */
  public static void main(String[] args) {
    try (FileStore store = new LocalFileStore(Path.of(args[0]), Durability.valueOf(args[1]))) {
      for (int i = 0; i < STEPS.size(); i++) {
        current = i;
        STEPS.get(i).change.accept(store);
        System.out.println("done " + i);
        System.out.flush();
      }
      current = STEPS.size();
    }
  }
}
