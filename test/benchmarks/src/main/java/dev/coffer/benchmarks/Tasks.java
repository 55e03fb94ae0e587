package dev.coffer.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The pieces of work. Each checks its result, so that no contestant is fast by doing nothing. */
final class Tasks {
  static final int SIZE = 1024;

  private Tasks() {}

  /** A small file's content. */
  static byte[] content() {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    return bytes;
  }

  /** The paths of so many small files that are there. */
  static List<String> paths(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + ".json").toList();
  }

  static void check(long expected, long actual) {
    if (actual != expected) {
      throw new IllegalStateException("expected " + expected + ", got " + actual);
    }
  }

  /** New files in a directory that is there. */
  static Task<SmallFiles> write(Crew crew) {
    byte[] bytes = content();
    return new Task<>() {
      @Override
      public void prepare(SmallFiles files, String directory, int calls) throws Exception {
        files.write(directory + "/first", bytes);
      }

      @Override
      public void run(SmallFiles files, String directory, int calls) throws Exception {
        crew.run(calls, i -> files.write(directory + "/" + i, bytes));
      }
    };
  }

  /** The same files again. */
  static Task<SmallFiles> overwrite(Crew crew) {
    byte[] bytes = content();
    return new Task<>() {
      @Override
      public void prepare(SmallFiles files, String directory, int calls) throws Exception {
        run(files, directory, calls);
      }

      @Override
      public void run(SmallFiles files, String directory, int calls) throws Exception {
        crew.run(calls, i -> files.write("again/" + i, bytes));
      }
    };
  }

  static Task<SmallFiles> read(Crew crew, List<String> paths) {
    return (files, directory, calls) ->
        crew.run(calls, i -> check(SIZE, files.read(paths.get(i % paths.size())).length));
  }

  static Task<SmallFiles> stat(List<String> paths) {
    return (files, directory, calls) -> {
      for (int i = 0; i < calls; i++) {
        check(SIZE, files.size(paths.get(i % paths.size())));
      }
    };
  }

  static Task<SmallFiles> list(String listed, int names) {
    return (files, directory, calls) -> {
      for (int i = 0; i < calls; i++) {
        check(names, files.list(listed));
      }
    };
  }

  static Task<SmallFiles> walk(String walked, int names) {
    return (files, directory, calls) -> {
      for (int i = 0; i < calls; i++) {
        check((long) names * SIZE, files.walk(walked));
      }
    };
  }

  static Task<AllFiles> writeAll(int count) {
    byte[] bytes = content();
    return new Task<>() {
      @Override
      public void prepare(AllFiles files, String directory, int calls) throws Exception {
        files.write(directory + "/first", bytes);
      }

      @Override
      public void run(AllFiles files, String directory, int calls) throws Exception {
        Map<String, byte[]> all = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> all.put(directory + "/" + i, bytes));
        files.writeAll(all);
      }
    };
  }

  static Task<AllFiles> readAll(List<String> paths) {
    return (files, directory, calls) -> check((long) paths.size() * SIZE, files.readAll(paths));
  }

  /** Deletes a directory of directories, which another made for each contestant. */
  static Task<AllFiles> delete(
      Map<AllFiles, ? extends AllFiles> makers, int directories, int inEach) {
    byte[] bytes = content();
    return new Task<>() {
      @Override
      public void prepare(AllFiles files, String directory, int calls) throws Exception {
        AllFiles maker = Objects.requireNonNull(makers.get(files));
        maker.write("keep/file", bytes);
        Map<String, byte[]> all = new LinkedHashMap<>();
        IntStream.range(0, directories * inEach)
            .forEach(i -> all.put(directory + "/" + i % directories + "/" + i, bytes));
        maker.writeAll(all);
      }

      @Override
      public void run(AllFiles files, String directory, int calls) throws Exception {
        files.deleteDirectory(directory);
      }
    };
  }

  /** One path for all rounds, so that a run does not need ten times the size. */
  static Task<LargeWrites> streamIn(long size) {
    return (files, directory, calls) -> files.streamIn("streamed/large", new LargeContent(size));
  }

  static Task<AllFiles> streamOut(String path, long size) {
    return (files, directory, calls) -> check(size, files.streamOut(path));
  }
}
