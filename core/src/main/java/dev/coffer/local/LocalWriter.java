package dev.coffer.local;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import java.io.IOException;

/** Writes and copies: each is a {@link Publication}. */
final class LocalWriter {
  private final WriteContext context;
  private final LocalReader reader;

  LocalWriter(WriteContext context, LocalReader reader) {
    this.context = context;
    this.reader = reader;
  }

  FileInfo write(FilePath path, Content content, WriteOptions options)
      throws IOException, InterruptedException {
    Metadata metadata = new Metadata(options.contentType(), options.metadata());
    return new Publication(context, "write", path, options, metadata)
        .run(staged -> staged.receive(content));
  }

  FileInfo copy(FilePath source, FilePath target) throws IOException, InterruptedException {
    try (LocalReader.Opened opened = reader.open("copy", source)) {
      return new Publication(context, "copy", target, WriteOptions.DEFAULTS, opened.metadata())
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
