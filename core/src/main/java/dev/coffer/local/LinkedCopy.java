package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy in Coffer's own area that is a second name of its source: no byte is copied. The store
 * never writes into a file that has a name, it replaces it, so the copy stays when the source
 * changes. Outside of the area each file is one of its own, since another program may change it in
 * place.
 */
final class LinkedCopy {
  private final LocalContext context;
  private final Root root;
  private final FilePath source;
  private final FilePath target;

  LinkedCopy(LocalContext context, FilePath source, FilePath target) {
    this.context = context;
    this.root = context.root();
    this.source = source;
    this.target = target;
  }

  /**
   * Makes the copy.
   *
   * @param etag that of the version to copy
   * @return empty if the file has another version by now, or the system cannot link it, so that its
   *     bytes must be copied
   */
  Optional<FileInfo> make(String etag) throws IOException, InterruptedException {
    StoreArea area = root.area();
    if (!area.hasExtendedAttributes()) {
      return Optional.empty(); // the record of its metadata ends with the file that is replaced
    }
    Staging staging = area.staging();
    String name = staging.newName();
    boolean renamed = false;
    try {
      FileAttributes linked = link(staging, name);
      if (linked == null || !linked.etag().equals(etag)) {
        return Optional.empty();
      }
      FileInfo copy = publish(staging, name, linked);
      // After a rename onto another name of the same file both are there. A deletion that finds
      // nothing throws, which takes longer than a look.
      renamed = !staging.path().resolve(name).toFile().exists();
      return Optional.of(copy);
    } finally {
      if (!renamed) {
        deleteStaged(staging.folder(), name);
      }
    }
  }

  /**
   * Links by the path, which may lead elsewhere by now, and then looks at what was linked; by the
   * handle, which shows that the area is still in its place.
   *
   * @return null if no file was linked
   */
  private @Nullable FileAttributes link(Staging staging, String name) throws IOException {
    try {
      Files.createLink(staging.path().resolve(name), root.path().resolve(source.toString()));
    } catch (IOException | UnsupportedOperationException e) {
      return null; // replaced, too many links, another device, or no links at all
    }
    FileAttributes linked = staging.folder().stat(name);
    return linked != null && linked.isFile() ? linked : null;
  }

  private FileInfo publish(Staging staging, String name, FileAttributes linked)
      throws IOException, InterruptedException {
    sync(staging.folder(), name, linked);
    Metadata metadata =
        new MetadataRecords(context).read(source, staging.path().resolve(name), linked);
    MetadataRecords.requireReach(context, "copy", target, metadata);
    new LocalWriter(context, "copy", target, WriteOptions.DEFAULTS, metadata)
        .publish(new Link(staging.folder(), name));
    return metadata.describe(target, linked);
  }

  /** Another store may have written it without. */
  private void sync(DirectoryHandle staging, String name, FileAttributes linked)
      throws IOException {
    if (context.syncsFiles() && !context.synced().contains(linked)) {
      try (FileChannel channel = staging.openFile(Path.of(name))) {
        channel.force(true);
      }
    }
  }

  private record Link(DirectoryHandle staging, String name) implements LocalWriter.Staged {
    @Override
    public void confirm(NoSuchFileException missing) throws IOException {
      if (staging.stat(name) == null) {
        throw missing;
      }
    }
  }

  private static void deleteStaged(DirectoryHandle staging, String name) throws IOException {
    try {
      staging.deleteFile(name);
    } catch (NoSuchFileException e) {
      // Renamed, or never made.
    }
  }
}
