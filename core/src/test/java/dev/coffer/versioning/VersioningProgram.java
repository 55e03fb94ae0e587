package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Changes ten paths with eight threads until it is killed. Prints each content that was
 * acknowledged, and each one that a prune is about to remove.
 */
final class VersioningProgram {
  static final List<String> PATHS =
      IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? "p" + i : "d/p" + i).toList();

  /** What a prune leaves. */
  static final int KEPT = 5;

  private static final int THREADS = 8;

  private final FileStore store;
  private final String name;

  private VersioningProgram(Path root, String name) {
    FileStore below = new Telling(new LocalFileStore(root, Durability.NONE));
    Retention retention = new Retention(OptionalInt.of(KEPT), Optional.empty(), List.of());
    this.store = new VersioningFileStore(below, retention);
    this.name = name;
  }

  /** Begins with the root of the store and a name that no other process has. */
  public static void main(String[] args) {
    VersioningProgram program = new VersioningProgram(Path.of(args[0]), args[1]);
    for (int i = 0; i < THREADS; i++) {
      String thread = args[1] + "-" + i;
      new Thread(() -> program.run(thread)).start();
    }
  }

  private void run(String thread) {
    try {
      Random random = new Random(thread.hashCode());
      for (int i = 0; true; i++) {
        change(random, thread + "-" + i);
      }
    } catch (Throwable e) {
      System.out.println("failed " + name + " " + e.toString().replaceAll("\\s", "_") + " .");
      Runtime.getRuntime().halt(1);
    }
  }

  private void change(Random random, String text) {
    String path = any(random);
    switch (random.nextInt(12)) {
      case 0 -> store.deleteFile(path);
      case 1 -> move(path, any(random));
      case 2 -> restore(path);
      case 3 -> versions().prune(false, one -> {});
      case 4 -> copy(path, any(random));
      default -> {
        store.write(path, text);
        tell("wrote", path, text);
      }
    }
  }

  private static String any(Random random) {
    return PATHS.get(random.nextInt(PATHS.size()));
  }

  private FileVersions versions() {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static synchronized void tell(String what, String path, String text) {
    System.out.println(what + " " + path + " " + text + " .");
    System.out.flush();
  }

  private void move(String source, String target) {
    try {
      store.move(source, target);
    } catch (NotFoundException e) {
      // Deleted or moved by another.
    }
  }

  private void copy(String source, String target) {
    try {
      store.copy(source, target);
    } catch (NotFoundException e) {
      // Deleted or moved by another.
    }
  }

  private void restore(String path) {
    try {
      versions().versions(path).stream()
          .filter(one -> !one.deleteMarker())
          .findFirst()
          .ifPresent(one -> versions().restore(path, one.id()));
    } catch (NotFoundException e) {
      // Pruned by another.
    }
  }

  /** Tells what is about to be deleted for good. */
  private static final class Telling extends ForwardingFileStore {
    Telling(FileStore below) {
      super(below);
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      paths.forEach(this::tellPruned);
      super.deleteFiles(paths);
    }

    private void tellPruned(FilePath version) {
      try (OpenedFile file = read(version, ReadOptions.DEFAULTS)) {
        String path = version.parent().orElseThrow().toString();
        String text = new String(file.stream().readAllBytes(), UTF_8);
        if (!text.isEmpty()) {
          tell("pruned", path.substring(path.indexOf("versions/") + 9).replace("!", ""), text);
        }
      } catch (NotFoundException e) {
        // Pruned by another, who told it.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
