package dev.coffer.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.DisturbedFileStore.Disturbance;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a layer that keeps versions itself must hold to, whatever happens between two of its calls:
 * every content that was acknowledged is the current file of its path or one of its versions. Each
 * change is made again and again; at each call that it makes of the store below, another writer is
 * faster, the process dies, or an answer is lost. No case needs luck.
 *
 * <pre>{@code
 * class KeptInATableTest extends VersioningLayerContract {
 *   @Override
 *   protected FileStore versioned(FileStore below) {
 *     return new VersioningFileStore(new TracingFileStore(below));
 *   }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class VersioningLayerContract {
  private static final int MOST_CALLS = 200;
  private static final String MINE = "mine";

  private static final List<Change> CHANGES =
      List.of(
          new Change("a write", store -> store.write("d/a", MINE)),
          new Change(
              "a write on a condition",
              store -> store.write("d/a", MINE, WriteOptions.DEFAULTS.ifMatch(etag(store)))),
          new Change("a move", store -> store.move("b", "d/a")),
          new Change("a copy", store -> store.copy("b", "d/a")),
          new Change("a restore", VersioningLayerContract::restore),
          new Change("a deletion", store -> store.deleteFile("d/a")),
          new Change(
              "a deletion on a condition",
              store -> store.deleteFile("d/a", DeleteOptions.DEFAULTS.ifMatch(etag(store)))),
          new Change("the deletion of a directory", store -> store.deleteDirectory("d")),
          new Change("a move away", store -> store.move("d/a", "b")));

  private FileStore memory = new InMemoryFileStore();
  private final Map<String, List<String>> acknowledged = new HashMap<>();
  private final List<String> losses = new ArrayList<>();

  /** Creates the contract. */
  protected VersioningLayerContract() {}

  /**
   * Wraps a store in the layer that is tested. The layers of one case have the same files, as those
   * of several processes have.
   *
   * @param below the store in which versions are kept
   * @return a store that has {@link FileVersions}
   */
  protected abstract FileStore versioned(FileStore below);

  /** What the process does that is disturbed. */
  private record Change(String name, Consumer<FileStore> action) {
    boolean isWrite() {
      return name.startsWith("a write");
    }

    boolean isReplacement() {
      return CHANGES.indexOf(this) < 5;
    }
  }

  private static String etag(FileStore store) {
    return store.stat("d/a").map(FileInfo::etag).orElse("none");
  }

  private static void restore(FileStore store) {
    FileVersions versions = versions(store);
    var unused = versions.restore("d/a", versions.versions("d/a").get(0).id());
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  /** Another replaces both files, through a layer of his own. */
  @Test
  public void nothingIsLostWhenAnotherWritesAtAnyMoment() {
    disturb(
        once(
            () -> {
              write(versioned(memory), "d/a", "his");
              write(versioned(memory), "b", "his");
            }),
        Disturbance.NONE);
    assertThat(losses).isEmpty();
  }

  /** Another deletes both files, through a layer of his own. */
  @Test
  public void nothingIsLostWhenAnotherDeletesAtAnyMoment() {
    disturb(once(() -> versioned(memory).deleteAll(List.of("d/a", "b"))), Disturbance.NONE);
    assertThat(losses).isEmpty();
  }

  /** Another deletes both files and writes them again. */
  @Test
  public void nothingIsLostWhenAnotherDeletesAndWritesAtAnyMoment() {
    disturb(
        once(
            () -> {
              FileStore other = versioned(memory);
              other.deleteAll(List.of("d/a", "b"));
              write(other, "d/a", "his");
              write(other, "b", "his");
            }),
        Disturbance.NONE);
    assertThat(losses).isEmpty();
  }

  /** Nothing is done from a moment on. */
  @Test
  public void nothingIsLostWhenTheProcessDiesAtAnyMoment() {
    disturb(
        (call, number) -> {
          throw new StorageFailureException(context(call), "dead", null);
        },
        Disturbance.NONE);
    assertThat(losses).isEmpty();
  }

  /** The service has done what was asked, and the connection is lost. */
  @Test
  public void nothingIsLostOrListedTwiceWhenAnAnswerIsLostAtAnyMoment() {
    disturb(Disturbance.NONE, once(VersioningLayerContract::lose));
    assertThat(losses).isEmpty();
  }

  /** Whoever reads while a file is replaced finds the old one or the new one. */
  @Test
  public void aFileThatIsReplacedIsThereAtAnyMoment() {
    Disturbance look =
        (call, number) -> {
          if (!memory.exists("d/a")) {
            losses.add(call + " finds no file");
          }
        };
    for (Change change : CHANGES.stream().filter(Change::isReplacement).toList()) {
      begin();
      change.action().accept(versioned(new DisturbedFileStore(memory, 1, look, look)));
    }
    assertThat(losses).isEmpty();
  }

  /** Whoever looks while a file is moved, and moved back, finds it at one of both paths. */
  @Test
  public void aFileThatIsMovedIsNeverAtNeitherPath() {
    Disturbance look =
        (call, number) -> {
          if (!memory.exists("d/a") && !memory.exists("c")) {
            losses.add(call + " finds no file");
          }
        };
    begin();
    FileStore store = versioned(new DisturbedFileStore(memory, 1, look, look));
    var there = store.move("d/a", "c");
    var back = store.move("c", "d/a");
    assertThat(back.size()).isEqualTo(there.size());
    assertThat(losses).isEmpty();
  }

  private static Disturbance once(Runnable action) {
    return once(call -> action.run());
  }

  private static Disturbance once(Consumer<RecordedCall> action) {
    return (call, number) -> {
      if (number == 0) {
        action.accept(call);
      }
    };
  }

  private static void lose(RecordedCall call) {
    throw new ConnectionException(context(call), "the answer is lost", null);
  }

  private static ErrorContext context(RecordedCall call) {
    String path = call.paths().isEmpty() ? "" : call.paths().get(0).toString();
    return new ErrorContext(call.operation().toString(), path, "memory");
  }

  /**
   * Makes each change with the disturbance at its first call, its second, and so on, by a layer
   * that knows nothing of the files, and by one that has written them.
   */
  private void disturb(Disturbance before, Disturbance after) {
    for (Change change : CHANGES) {
      disturb(change, false, before, after);
      disturb(change, true, before, after);
    }
  }

  private void disturb(Change change, boolean knows, Disturbance before, Disturbance after) {
    boolean disturbed = true;
    for (int nth = 1; disturbed; nth++) {
      begin();
      DisturbedFileStore below = new DisturbedFileStore(memory, nth, before, after);
      FileStore layer = versioned(below);
      if (knows) {
        below.atRest(() -> write(layer, "third"));
      }
      boolean lives = make(change, layer) || before == Disturbance.NONE;
      check(change.name() + ", disturbed at call " + nth, lives);
      disturbed = below.isDisturbed();
      assertThat(nth).as("calls of " + change.name()).isLessThan(MOST_CALLS);
    }
  }

  private void begin() {
    memory = new InMemoryFileStore();
    acknowledged.clear();
    FileStore store = versioned(memory);
    write(store, "first");
    write(store, "second");
  }

  private void write(FileStore store, String name) {
    for (String path : List.of("d/a", "b")) {
      write(store, path, name + " of " + path);
    }
  }

  private void write(FileStore store, String path, String text) {
    var unused = store.write(path, text);
    acknowledge(path, text);
  }

  private void acknowledge(String path, String text) {
    acknowledged.computeIfAbsent(path, p -> new ArrayList<>()).add(text);
  }

  /** Returns whether the change was acknowledged; otherwise it may have been made. */
  private boolean make(Change change, FileStore store) {
    try {
      change.action().accept(store);
    } catch (FileStoreException e) {
      return false;
    }
    if (change.isWrite()) {
      acknowledge("d/a", MINE);
    }
    return true;
  }

  /** Whoever lives marks what he has deleted, also if the answer to the deletion is lost. */
  private void check(String moment, boolean lives) {
    FileStore store = versioned(memory);
    acknowledged.forEach(
        (path, texts) -> {
          List<String> found = contents(store, path);
          texts.stream()
              .filter(text -> !found.contains(text))
              .forEach(text -> losses.add(moment + ": '" + text + "' of " + path + " is lost"));
          if (found.stream().filter(MINE::equals).count() > 1) {
            losses.add(moment + ": what was written once at " + path + " is there twice");
          }
          if (lives && !isDeletionMarked(store, path)) {
            losses.add(moment + ": the deletion of " + path + " is not listed");
          }
        });
  }

  private static boolean isDeletionMarked(FileStore store, String path) {
    return store.exists(path) || versions(store).versions(path).get(0).deleteMarker();
  }

  private static List<String> contents(FileStore store, String path) {
    List<String> found = new ArrayList<>();
    FileVersions versions = versions(store);
    for (FileVersion version : versions.versions(path)) {
      if (!version.deleteMarker()) {
        found.add(new String(versions.read(path, version.id()), UTF_8));
      }
    }
    if (store.exists(path)) {
      found.add(store.readString(path));
    }
    return found;
  }
}
