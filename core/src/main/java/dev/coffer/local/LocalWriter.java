package dev.coffer.local;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteGroup;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one new file, written or copied, to its place: its bytes are staged in the private
 * area and become the file of a path by one rename, under the lock of the path. What may be wrong
 * with the place is found out by trying.
 *
 * <p>{@link #run} has the steps of ARCHITECTURE.md, in their order.
 */
final class LocalWriter {
  private static final long NONE_SEEN = Long.MIN_VALUE;

  private final LocalContext context;
  private final Root root;
  private final ParentDirectories parents;
  private final String operation;
  private final FilePath path;
  private final WriteOptions options;
  private final Metadata metadata;

  /** The time of the file that a condition allows to be replaced; the new one gets a later one. */
  private long replaced = NONE_SEEN;

  LocalWriter(
      LocalContext context,
      String operation,
      FilePath path,
      WriteOptions options,
      Metadata metadata) {
    this.context = context;
    this.root = context.root();
    this.parents = new ParentDirectories(context);
    this.operation = operation;
    this.path = path;
    this.options = options;
    this.metadata = metadata;
  }

  static FileInfo write(LocalContext context, FilePath path, Content content, WriteOptions options)
      throws IOException, InterruptedException {
    Metadata metadata = new Metadata(options.contentType(), options.metadata());
    return new LocalWriter(context, "write", path, options, metadata)
        .run(staged -> staged.receive(content));
  }

  /** Puts bytes into a staged file. */
  @FunctionalInterface
  interface Source {
    void into(StagedFile staged) throws IOException;
  }

  FileInfo run(Source source) throws IOException, InterruptedException {
    refuseEarly();
    if (!metadata.isEmpty()) {
      MetadataRecords.requireReach(context, operation, path, metadata);
    }
    try (StagedFile staged = new StagedFile(path, context)) {
      source.into(staged);
      FileAttributes file = staged.giveTime(!metadata.isEmpty(), replaced);
      staged.giveMetadata(file, metadata);
      if (!options.isIfAbsent()) {
        staged.takeOverPermissions(replaced != NONE_SEEN);
      }
      staged.finish();
      options.beforePublication().ifPresent(Runnable::run);
      publish(staged);
      if (context.syncsFiles()) {
        context.synced().add(file);
      }
      return metadata.describe(path, file);
    }
  }

  /**
   * A condition that does not hold now need not wait for gigabytes to be staged. It is decided with
   * the lock, so one look by the path is enough to go on, and only a refusal takes more.
   */
  private void refuseEarly() throws IOException {
    if (options.isConditional() && !mayHold()) {
      try (DirectoryHandles.Lease lease = root.find(directory())) {
        if (lease == null) {
          root.confirm();
        }
        FileAttributes present = lease == null ? null : lease.folder().stat(path.name());
        check(present);
        replaced = present == null ? replaced : present.modified();
      }
    }
  }

  private boolean mayHold() throws IOException {
    if (options.isIfAbsent()) {
      return !root.path().resolve(path.toString()).toFile().exists(); // throws nothing
    }
    FileAttributes present = root.glance(path);
    if (present == null || !options.requiredEtag().equals(FileAttributes.etagOf(present))) {
      return false;
    }
    replaced = present.modified();
    return true;
  }

  private void check(@Nullable FileAttributes present) {
    options.check(path, FileAttributes.etagOf(present), context.store());
  }

  /** What lies in the staging directory, to be put in its place. */
  interface Staged {
    String name();

    /** Fails if it is itself what is missing. */
    void confirm(NoSuchFileException missing) throws IOException;

    /** Called when it is in its place. */
    default void markPublished() {}
  }

  /** Puts the file in its place, again while its directory vanishes. */
  void publish(Staged staged) throws IOException, InterruptedException {
    try {
      for (int tries = 1; !tryToPublish(staged); tries++) {
        parents.confirm(path, tries);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      parents.pruneAfter(e, path);
      throw e;
    }
  }

  /** Finds the directory, locks, renames and syncs; false if the directory vanished meanwhile. */
  private boolean tryToPublish(Staged staged) throws IOException, InterruptedException {
    try (DirectoryHandles.Lease lease = parents.findOrMake(operation, path)) {
      root.locked(path.toString(), () -> rename(staged, lease.folder()));
      UnsettledChangeException.after(() -> sync(lease));
      return true;
    } catch (NoSuchFileException e) {
      staged.confirm(e);
      return false;
    }
  }

  /** Looks at the condition again, now for good, and renames. */
  private boolean rename(Staged staged, DirectoryHandle directory) throws IOException {
    StoreArea area = root.area();
    FileAttributes present =
        options.isConditional() || !area.hasExtendedAttributes()
            ? directory.stat(path.name())
            : null;
    if (options.isConditional()) {
      check(present);
    }
    parents.rename(area.staging().folder(), staged.name(), directory, operation, path);
    staged.markPublished();
    if (present != null) {
      UnsettledChangeException.after(() -> MetadataRecords.delete(area, present));
    }
    return true;
  }

  /** Brings the name of the file to the disk, now or at the end of a group of writes. */
  private void sync(DirectoryHandles.Lease lease) throws IOException {
    if (!context.syncsDirectories()) {
      return;
    }
    Optional<WriteGroup> group = options.group();
    if (group.isPresent()) {
      group.get().atEnd(path, new DirectoryToSync(root, directory()), this::syncLater);
    } else {
      lease.sync();
    }
  }

  /** A directory that a group of writes syncs once. */
  private record DirectoryToSync(Root root, FilePath path) {}

  private void syncLater() {
    try (DirectoryHandles.Lease lease = root.find(directory())) {
      if (lease != null) {
        lease.sync();
      }
    } catch (IOException e) {
      throw context.errors().translate("write", directory().toString(), e);
    }
  }

  private FilePath directory() {
    return path.parent().orElseThrow();
  }
}
