package dev.coffer.benchmarks;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A store of Coffer, through its public calls. */
final class CofferFiles implements AllFiles {
  private final FileStore store;

  CofferFiles(FileStore store) {
    this.store = store;
  }

  @Override
  public void write(String path, byte[] bytes) {
    store.write(path, bytes);
  }

  @Override
  public byte[] read(String path) {
    return store.readBytes(path);
  }

  @Override
  public long size(String path) {
    return store.stat(path).orElseThrow().size();
  }

  @Override
  public int list(String directory) {
    return store.list(directory).size();
  }

  @Override
  public long walk(String directory) {
    try (Stream<FileInfo> files = store.walk(directory)) {
      return files.mapToLong(FileInfo::size).sum();
    }
  }

  @Override
  public void writeAll(Map<String, byte[]> files) {
    store.writeAll(files);
  }

  @Override
  public long readAll(List<String> paths) {
    try (Stream<byte[]> contents = store.readAll(paths)) {
      return contents.mapToLong(bytes -> bytes.length).sum();
    }
  }

  void delete(String path) {
    store.delete(path);
  }

  @Override
  public void deleteDirectory(String directory) {
    store.deleteDirectory(directory);
  }

  @Override
  public void streamIn(String path, LargeContent content) {
    store.write(path, content.open());
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = store.open(path)) {
      return Streams.drain(in);
    }
  }

  void clear() {
    store.clear();
  }

  @Override
  public void close() {
    store.close();
  }
}
