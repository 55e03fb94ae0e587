package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import java.io.IOException;

/** Copies files: each copy is a {@link LocalWriter} of what is read from its source. */
final class LocalCopier {
  private final LocalContext context;
  private final LocalReader reader;

  LocalCopier(LocalContext context) {
    this.context = context;
    this.reader = new LocalReader(context);
  }

  FileInfo copy(FilePath source, FilePath target) throws IOException, InterruptedException {
    try (LocalReader.Opened opened = reader.open("copy", source)) {
      return new LocalWriter(context, "copy", target, WriteOptions.DEFAULTS, opened.metadata())
          .run(staged -> transfer(source, opened, staged));
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
