package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of a store on its way to a local one. The bytes go to a {@link PartialFile} beside the
 * target, which takes the target's place when it is whole.
 */
record FileDownload(FileStore store, FilePath source, Progress progress) {
  FileInfo to(Path target) {
    try {
      // A pipe or a device is written into; a link stays and the file behind it is replaced.
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        return into(target);
      }
      return replace(Files.exists(target) ? target.toRealPath() : target);
    } catch (IOException e) {
      throw LocalFiles.failure(target, e);
    } catch (UncheckedIOException e) {
      throw LocalFiles.failure(target, e.getCause());
    }
  }

  private FileInfo replace(Path target) throws IOException {
    try (PartialFile partial = PartialFile.beside(target)) {
      partial.permitAs(target);
      FileInfo info = StreamTransfer.copy(store, source, partial.stream(), progress);
      partial.replace(target);
      return info;
    }
  }

  private FileInfo into(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      return StreamTransfer.copy(store, source, out, progress);
    }
  }
}
