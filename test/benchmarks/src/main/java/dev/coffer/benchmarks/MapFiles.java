package dev.coffer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A sorted map that copies all bytes in and out. */
final class MapFiles implements SmallFiles {
  private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();

  @Override
  public void write(String path, byte[] bytes) {
    files.put(path, bytes.clone());
  }

  @Override
  public byte[] read(String path) {
    return get(path).clone();
  }

  @Override
  public long size(String path) {
    return get(path).length;
  }

  private byte[] get(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  @Override
  public int list(String directory) {
    String prefix = directory + "/";
    List<String> names = new ArrayList<>();
    String last = "";
    for (String path : below(prefix).keySet()) {
      int slash = path.indexOf('/', prefix.length());
      String name = slash < 0 ? path : path.substring(0, slash + 1);
      if (!name.equals(last)) {
        names.add(name);
        last = name;
      }
    }
    return names.size();
  }

  @Override
  public long walk(String directory) {
    long total = 0;
    for (Map.Entry<String, byte[]> file : below(directory + "/").entrySet()) {
      total += file.getValue().length;
    }
    return total;
  }

  private SortedMap<String, byte[]> below(String prefix) {
    return files.subMap(prefix, prefix.substring(0, prefix.length() - 1) + '0');
  }

  @Override
  public void close() {}
}
