package dev.coffer.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories with all that is below them, by the JDK's own walk. */
final class Trees {
  private Trees() {}

  /** Deletes a directory and all below it. */
  static void delete(Path directory) throws IOException {
    Files.walkFileTree(directory, new Deleting());
  }

  /** The size of all files below a directory. */
  static long size(Path directory) throws IOException {
    Sizes sizes = new Sizes();
    Files.walkFileTree(directory, sizes);
    return sizes.total;
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Sizes extends SimpleFileVisitor<Path> {
    private long total;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      total += attributes.size();
      return FileVisitResult.CONTINUE;
    }
  }
}
