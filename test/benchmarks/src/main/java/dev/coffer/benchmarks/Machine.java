package dev.coffer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine of a run.
 *
 * @param fileSystem the kind of the file system
 * @param system the operating system and its version
 * @param processor the processor's name, as far as the system reports it
 * @param java the JVM
 */
record Machine(String fileSystem, String system, int cores, String processor, String java) {
  static Machine of(Path directory) throws IOException {
    return new Machine(
        fileSystem(directory),
        System.getProperty("os.name") + " " + release(System.getProperty("os.version")),
        Runtime.getRuntime().availableProcessors(),
        processor(Path.of("/proc/cpuinfo")),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** The numbers of a version without what a builder adds to them. */
  private static String release(String version) {
    return version.replaceFirst("[-+].*", "");
  }

  private static String fileSystem(Path directory) throws IOException {
    String type = Files.getFileStore(directory).type();
    return type.equals("ext4") ? type + journal(directory) : type;
  }

  /** Linux lists the journals of ext4 by device. */
  private static String journal(Path directory) throws IOException {
    Path journals = Path.of("/proc/fs/jbd2");
    String device = Path.of(Files.getFileStore(directory).name()).getFileName() + "-";
    if (!Files.isDirectory(journals)) {
      return " without a journal";
    }
    try (Stream<Path> names = Files.list(journals)) {
      boolean found = names.anyMatch(path -> path.getFileName().toString().startsWith(device));
      return found ? " with a journal" : " without a journal";
    }
  }

  private static String processor(Path information) throws IOException {
    if (!Files.isReadable(information)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(information)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  /** Returns the same with a server. */
  Machine beside(String server) {
    return new Machine(fileSystem + " and " + server, system, cores, processor, java);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s, %s, %d × %s, %s", fileSystem, system, cores, processor, java);
  }
}
