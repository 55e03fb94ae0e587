package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/**
 * A copy in Coffer's own area that is a second name of its source: no byte is copied. The store
 * never writes into a file that has a name, it replaces it, so the copy stays when the source
 * changes. Outside of the area each file is one of its own, since another program may change it in
 * place.
 */
final class LinkedCopy {
  private final LocalContext context;
  private final Root root;
  private final ParentDirectories parents;
  private final FilePath target;

  LinkedCopy(LocalContext context, FilePath target) {
    this.context = context;
    this.root = context.root();
    this.parents = new ParentDirectories(context);
    this.target = target;
  }

  /**
   * Makes the copy.
   *
   * @return false if the system cannot link the file, so that its bytes must be copied
   */
  boolean make(FilePath source, LocalReader.Opened opened)
      throws IOException, InterruptedException {
    StoreArea area = root.areaInPlace();
    if (!area.hasExtendedAttributes()) {
      return false; // the record of its metadata ends with the file that is replaced
    }
    if (context.syncsFiles() && !context.synced().contains(opened.node())) {
      opened.channel().force(true); // another store may have written it without
    }
    DirectoryHandle staging = area.staging().folder();
    String name = area.staging().newName();
    try {
      return link(source, opened, area.staging(), name) && publish(staging, name);
    } finally {
      deleteStaged(staging, name);
    }
  }

  /** Links by the path, which may lead elsewhere by now, and then looks at what was linked. */
  private boolean link(FilePath source, LocalReader.Opened opened, Staging staging, String name)
      throws IOException {
    try {
      Files.createLink(staging.path().resolve(name), root.path().resolve(source.toString()));
    } catch (IOException | UnsupportedOperationException e) {
      return false; // replaced, too many links, another device, or no links at all
    }
    return opened.node().equals(staging.folder().stat(name));
  }

  private boolean publish(DirectoryHandle staging, String name)
      throws IOException, InterruptedException {
    try {
      for (int tries = 1; !tryToPublish(staging, name); tries++) {
        parents.confirm(target, tries);
      }
      return true;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parents.pruneAfter(e, target);
      throw e;
    }
  }

  private boolean tryToPublish(DirectoryHandle staging, String name)
      throws IOException, InterruptedException {
    try (DirectoryHandles.Lease lease = parents.findOrMake("copy", target)) {
      boolean unused =
          root.locked(
              target.toString(),
              () -> {
                parents.rename(staging, name, lease.folder(), "copy", target);
                return true;
              });
      if (context.syncsDirectories()) {
        UnsettledChangeException.after(lease::sync);
      }
      return true;
    } catch (NoSuchFileException e) {
      if (staging.stat(name) == null) {
        throw e;
      }
      return false;
    }
  }

  /** After a rename onto another name of the same file both names are there. */
  private static void deleteStaged(DirectoryHandle staging, String name) throws IOException {
    try {
      staging.deleteFile(name);
    } catch (NoSuchFileException e) {
      // Renamed, or never made.
    }
  }

  FileInfo describe(LocalReader.Opened opened) {
    return opened.metadata().describe(target, opened.node());
  }
}
