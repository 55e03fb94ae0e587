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
   * Measures; {@code --help} lists the options.
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
      Path tables = Path.of("docs", "performance-tables.md");
      report.update(tables, arguments.section().get());
      Overview.update(tables.resolveSibling("performance.md"), tables);
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
    if (arguments.parts().contains("agent")) {
      new AgentCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("events")) {
      new EventsCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("replicas")) {
      new ReplicasCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("layers")) {
      new LayersCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("versions")) {
      new VersionsCourse(directory, scale, printedAnd(own)).run();
    }
    if (arguments.parts().contains("compression")) {
      new CompressionCourse(directory, scale, printedAnd(own), out).run();
    }
    if (arguments.parts().contains("cache")) {
      new CacheCourse(directory, scale, printedAnd(own)).run();
    }
    List<Row> peers = new ArrayList<>();
    if (arguments.parts().contains("peers")) {
      new PeerCourse(directory, scale, printedAnd(peers)).run();
    }
    if (asksFor(arguments, "s3")) {
      try (S3Server server = S3Server.open()) {
        machine = printed(machine.beside(server.toString()));
        S3Course course = new S3Course(server, scale, printedAnd(own), printedAnd(peers));
        run(arguments, "s3", course::near, course::away);
      }
    }
    if (asksFor(arguments, "gcs")) {
      try (ServerProcess server = GoogleCourse.server()) {
        machine = printed(machine.beside("FakeGcsServer"));
        GoogleCourse course = new GoogleCourse(server, scale, printedAnd(own), printedAnd(peers));
        run(arguments, "gcs", course::near, course::away);
      }
    }
    return new Report(machine, own, peers);
  }

  private Machine printed(Machine machine) {
    out.println(machine);
    return machine;
  }

  private static boolean asksFor(Arguments arguments, String bucket) {
    return arguments.parts().contains(bucket) || arguments.parts().contains(bucket + "-away");
  }

  /** A course from one place. */
  private interface Course {
    void run() throws Exception;
  }

  private static void run(Arguments arguments, String bucket, Course near, Course away)
      throws Exception {
    if (arguments.parts().contains(bucket)) {
      near.run();
    }
    if (arguments.parts().contains(bucket + "-away")) {
      away.run();
    }
  }

  private Consumer<Row> printedAnd(List<Row> rows) {
    return row -> {
      out.println(Tables.line(row));
      rows.add(row);
    };
  }
}
