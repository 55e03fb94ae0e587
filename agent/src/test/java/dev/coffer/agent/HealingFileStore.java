package dev.coffer.agent;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;

/** A store with one file that another program is writing in place: whole after some reads. */
final class HealingFileStore extends ForwardingFileStore {
  private final FilePath path;
  private final String whole;
  private int readsLeft;

  HealingFileStore(FileStore delegate, String path, String whole, int reads) {
    super(delegate);
    this.path = FilePath.of(path);
    this.whole = whole;
    this.readsLeft = reads;
  }

  @Override
  public synchronized OpenedFile read(FilePath file, ReadOptions options) {
    if (file.equals(path) && readsLeft-- == 0) {
      delegate().write(file.toString(), whole);
    }
    return super.read(file, options);
  }
}
