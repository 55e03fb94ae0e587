package dev.coffer.cache;

import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a {@link CacheDirectory} that are being written, and take their places later. */
record StagedFiles(Path root) {
  private static final Logger LOG = LoggerFactory.getLogger(CachingFileStore.class);
  private static final String PREFIX = "staged-";
  private static final Pattern NAME =
      Pattern.compile(PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Set<OpenOption> TO_MAKE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);

  private interface Sync {
    void of(FileChannel file) throws IOException;
  }

  Path written(ByteBuffer... parts) throws IOException {
    return made(file -> {}, parts);
  }

  Path synced(ByteBuffer... parts) throws IOException {
    return made(file -> file.force(true), parts);
  }

  private Path made(Sync sync, ByteBuffer... parts) throws IOException {
    Path staged = root.resolve(PREFIX + UUID.randomUUID());
    try (FileChannel out = FileChannel.open(staged, TO_MAKE, OwnerOnly.file(root))) {
      for (ByteBuffer part : parts) {
        while (part.hasRemaining()) {
          int unused = out.write(part);
        }
      }
      sync.of(out);
    } catch (IOException | RuntimeException | Error e) {
      delete(staged, e);
      throw e;
    }
    return staged;
  }

  /** Deletes a file that does not take its place. */
  static void delete(Path staged, Throwable reason) {
    try {
      Files.deleteIfExists(staged);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Deletes what a kill has left. */
  void deleteAbandoned() throws IOException {
    Instant recently = Instant.now().minus(LONGEST);
    try (DirectoryStream<Path> staged = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (Path each : staged) {
        if (NAME.matcher(each.getFileName().toString()).matches()) {
          deleteAbandoned(each, recently);
        }
      }
    }
  }

  private static void deleteAbandoned(Path staged, Instant recently) {
    try {
      BasicFileAttributes known =
          Files.readAttributes(staged, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (known.isRegularFile() && known.lastModifiedTime().toInstant().isBefore(recently)) {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      LOG.debug("what was left of a write to a cache stays", e);
    }
  }
}
