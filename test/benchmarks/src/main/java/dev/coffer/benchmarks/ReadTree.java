package dev.coffer.benchmarks;

import dev.coffer.local.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The files that are read, listed and walked.
 *
 * @param shallow files in a directory of the root
 * @param deep files three directories below the root
 * @param all those that are read at once
 * @param mostFiles how many the largest directory has
 * @param walkedFiles how many are below the directory that is walked
 */
record ReadTree(
    List<String> shallow, List<String> deep, List<String> all, int mostFiles, int walkedFiles) {
  static final String MANY = "many";
  static final String MOST = "most";
  static final String WALKED = "walked";

  private static final int FILES_A_DIRECTORY = 20;

  static ReadTree make(Path root, Scale scale) throws IOException {
    List<String> many = Tasks.paths(MANY + "/", scale.many());
    List<String> deep = Tasks.paths("sessions/s1/events/", Math.min(200, scale.many()));
    List<String> most = Tasks.paths(MOST + "/", scale.most());
    List<String> walked = walked(scale.many());
    RawFiles files = new RawFiles(root, Durability.NONE, true);
    byte[] bytes = Tasks.content();
    for (List<String> paths : List.of(many, deep, most, walked)) {
      for (String path : paths) {
        files.write(path, bytes);
      }
    }
    return new ReadTree(many.subList(0, deep.size()), deep, many, most.size(), walked.size());
  }

  private static List<String> walked(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> WALKED + "/" + i / FILES_A_DIRECTORY + "/" + i + ".json")
        .toList();
  }
}
