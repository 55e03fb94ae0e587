package dev.coffer.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures the stores beside the plain calls and other libraries, and prints a table. */
public final class SideBySide {
  private final Scale scale;
  private final PrintStream out;

  SideBySide(Scale scale, PrintStream out) {
    this.scale = scale;
    this.out = out;
  }

  /**
   * Measures; {@code --help} tells what can be asked for.
   *
   * @param words the command line
   * @throws Exception when the work itself fails
   */
  public static void main(String... words) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Arguments.USAGE);
      System.exit(2);
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Report report = new SideBySide(arguments.scale(), out).run(arguments);
    report.write(Arguments.usualDirectory());
    if (arguments.section().isPresent()) {
      report.update(Path.of("docs", "performance.md"), arguments.section().get());
    }
  }

  /** Measures what is asked for. */
  Report run(Arguments arguments) throws Exception {
    Path above = Files.createDirectories(arguments.directory());
    Path directory = Files.createTempDirectory(above.toAbsolutePath(), "side-by-side");
    try {
      return measure(arguments, directory);
    } finally {
      // At the end: on some file systems new files are slow where many were just deleted.
      Trees.delete(directory);
    }
  }

  private Report measure(Arguments arguments, Path directory) throws Exception {
    Machine machine = Machine.of(directory);
    out.println(machine);
    out.println(Tables.heading());
    List<Row> own = new ArrayList<>();
    if (arguments.parts().contains("local")) {
      new LocalCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("memory")) {
      new MemoryCourse(scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("events")) {
      new EventsCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("layers")) {
      new LayersCourse(directory, scale, printedAnd(own)).run();
    }
    List<Row> peers = new ArrayList<>();
    if (arguments.parts().contains("peers")) {
      new PeerCourse(directory, scale, printedAnd(peers)).run();
    }
    if (arguments.parts().contains("s3") || arguments.parts().contains("s3-away")) {
      machine = buckets(arguments, machine, own, peers);
    }
    return new Report(machine, own, peers);
  }

  private Machine buckets(Arguments arguments, Machine alone, List<Row> own, List<Row> peers)
      throws Exception {
    try (S3Server server = S3Server.open()) {
      Machine machine = alone.beside(server);
      out.println(machine);
      S3Course course = new S3Course(server, scale, printedAnd(own), printedAnd(peers));
      if (arguments.parts().contains("s3")) {
        course.near();
      }
      if (arguments.parts().contains("s3-away")) {
        course.away();
      }
      return machine;
    }
  }

  private Consumer<Row> printedAnd(List<Row> rows) {
    return row -> {
      out.println(Tables.line(row));
      rows.add(row);
    };
  }
}
