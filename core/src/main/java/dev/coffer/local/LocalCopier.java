package dev.coffer.local;

import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.util.Optional;

/**
 * Copies files: each copy is a {@link LocalWriter} of what is read from its source, or in Coffer's
 * own area a {@link LinkedCopy}.
 */
final class LocalCopier {
  private final LocalContext context;
  private final LocalReader reader;

  LocalCopier(LocalContext context) {
    this.context = context;
    this.reader = new LocalReader(context);
  }

  FileInfo copy(FilePath source, FilePath target, CopyOptions options)
      throws IOException, InterruptedException {
    Optional<FileInfo> linked = link(source, target, options.requiredEtag());
    return linked.isPresent() ? linked.get() : copyOpened(source, target, options);
  }

  /** A link to the version that was asked for needs no other look at it. */
  private Optional<FileInfo> link(FilePath source, FilePath target, Optional<String> etag)
      throws IOException, InterruptedException {
    return etag.isPresent() && mayBeLinked(source, target)
        ? new LinkedCopy(context, source, target).make(etag.get())
        : Optional.empty();
  }

  private FileInfo copyOpened(FilePath source, FilePath target, CopyOptions options)
      throws IOException, InterruptedException {
    try (LocalReader.Opened opened = open(source, options)) {
      // The version is fixed by the open file, so the condition need not be checked again.
      String etag = opened.node().etag();
      options.check(source, Optional.of(etag), context.store());
      Optional<FileInfo> linked =
          options.isConditional() ? Optional.empty() : link(source, target, Optional.of(etag));
      return linked.isPresent() ? linked.get() : copyBytes(source, opened, target);
    }
  }

  private FileInfo copyBytes(FilePath source, LocalReader.Opened opened, FilePath target)
      throws IOException, InterruptedException {
    return new LocalWriter(context, "copy", target, WriteOptions.DEFAULTS, opened.metadata())
        .run(staged -> transfer(source, opened, staged));
  }

  private static boolean mayBeLinked(FilePath source, FilePath target) {
    return OwnArea.contains(target) && !OwnArea.contains(source);
  }

  private LocalReader.Opened open(FilePath source, CopyOptions options) throws IOException {
    try {
      return reader.open("copy", source);
    } catch (NotFoundException e) {
      options.check(source, Optional.empty(), context.store());
      throw e;
    }
  }

  private void transfer(FilePath source, LocalReader.Opened opened, StagedFile staged)
      throws IOException {
    long size = staged.transferFrom(opened.channel());
    if (size < opened.node().size() || reader.isRewritten(source, opened.node())) {
      throw context.errors().changed("copy", source.toString(), size, opened.node().size());
    }
  }
}
