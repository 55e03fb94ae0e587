package dev.coffer.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** A library without calls for many files: its user makes single calls on many threads. */
interface ThreadedFiles extends AllFiles {
  /** As many as a remote store of Coffer uses. */
  int THREADS = 64;

  /** Those threads. */
  Crew crew();

  @Override
  default void writeAll(Map<String, byte[]> files) throws Exception {
    List<Map.Entry<String, byte[]>> entries = List.copyOf(files.entrySet());
    crew().run(entries.size(), i -> write(entries.get(i).getKey(), entries.get(i).getValue()));
  }

  @Override
  default long readAll(List<String> paths) throws Exception {
    LongAdder total = new LongAdder();
    crew().run(paths.size(), i -> total.add(read(paths.get(i)).length));
    return total.sum();
  }
}
