package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.spi.Leftover;
import dev.coffer.spi.Leftovers;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What killed processes left in the private area: what they had staged, which the next one that
 * opens the root sweeps anyway, and records of metadata whose file has another version or is gone.
 *
 * <p>Only a walk through all files shows whether a record has a file. A file that is moved
 * meanwhile may escape it, so a walk counts only if no lock was taken until its end.
 */
final class LocalLeftovers implements Leftovers {
  private static final Pattern ETAG = Pattern.compile("[0-9a-f]+-[0-9a-f]+-[0-9a-f]+");
  private static final int RECORDS_AT_ONCE = 100_000;
  private static final int MOST_WALKS = 3;

  private final LocalFileStore store;
  private final Root root;

  LocalLeftovers(LocalFileStore store, Root root) {
    this.store = store;
    this.root = root;
  }

  /** Takes a leftover and what removes it. */
  private interface Visitor {
    void visit(Leftover leftover, FileWork.Action removal) throws IOException;
  }

  @Override
  public void find(Consumer<Leftover> found) {
    visit("find leftovers", (leftover, removal) -> found.accept(leftover));
  }

  @Override
  public void remove(Consumer<Leftover> removed) {
    visit(
        "remove leftovers",
        (leftover, removal) -> {
          try {
            removal.run();
          } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return; // another process sweeps too, or something foreign lies there
          }
          removed.accept(leftover);
        });
  }

  private void visit(String operation, Visitor visitor) {
    store.run(
        operation,
        FilePath.ROOT,
        () -> {
          StoreArea area = root.existingArea();
          if (area != null) {
            staged(new StagedLeftovers(area), visitor);
            records(area, visitor);
          }
        });
  }

  // ---- Staged by a process that is dead

  private static void staged(StagedLeftovers debris, Visitor visitor) throws IOException {
    debris.eachDead(
        (all, process, dead) ->
            StagedLeftovers.eachStaged(
                dead,
                (name, node) -> {
                  String what = node.isFolder() ? "unfinished directory" : "unfinished write";
                  visitor.visit(
                      leftover(what, "staging/" + process + "/" + name, node),
                      () -> debris.deleteStaged(dead, name, node));
                }));
  }

  private static Leftover leftover(String what, String place, FileAttributes node) {
    OptionalLong size = node.isFolder() ? OptionalLong.empty() : OptionalLong.of(node.size());
    return new Leftover(what, StoreArea.NAME + "/" + place, node.lastModified(), size);
  }

  // ---- Records without a file

  private void records(StoreArea area, Visitor visitor) throws IOException, InterruptedException {
    DirectoryHandle metadata = area.existingMetadata();
    if (metadata == null) {
      return;
    }
    try (DirectoryStream<Path> names = metadata.names()) {
      for (Iterator<Path> rest = names.iterator(); rest.hasNext(); ) {
        for (String etag : withoutFile(some(rest), area)) {
          FileAttributes node = metadata.stat(etag);
          if (node != null && node.isFile()) {
            visitor.visit(
                leftover("metadata without a file", "metadata/" + etag, node),
                () -> metadata.deleteFile(etag));
          }
        }
      }
    }
  }

  private static Set<String> some(Iterator<Path> names) {
    Set<String> etags = new HashSet<>();
    while (names.hasNext() && etags.size() < RECORDS_AT_ONCE) {
      String name = names.next().getFileName().toString();
      if (ETAG.matcher(name).matches()) {
        etags.add(name);
      }
    }
    return etags;
  }

  /** Those that no file has; none if the store was not at rest for as long as the check takes. */
  private Set<String> withoutFile(Set<String> etags, StoreArea area)
      throws IOException, InterruptedException {
    // Files are staged before they are published: one that is not found here must be in the tree.
    new StagedLeftovers(area)
        .eachProcess(
            (all, process, folder) ->
                StagedLeftovers.eachStaged(folder, (name, node) -> etags.remove(node.etag())));
    for (int walks = 0; walks < MOST_WALKS && !etags.isEmpty(); walks++) {
      long[] versions = area.locks().versionsAtRest();
      try (Stream<FileInfo> files = store.walk("")) {
        files.forEach(file -> etags.remove(file.etag()));
      }
      if (area.locks().areStill(versions)) {
        return etags;
      }
    }
    return Set.of();
  }
}
