package dev.coffer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The few rows of the tables that say most, in the words of a reader who has not seen the others.
 */
record Overview(String tables) {
  private static final MarkedSection SECTION = new MarkedSection("overview");

  /**
   * A row of the tables.
   *
   * @param section the section of the page of tables
   * @param work its name there
   * @param what what is done
   * @param compared what it is compared with
   */
  private record Line(String section, String work, String what, String compared) {}

  private static final List<Line> LINES =
      List.of(
          line("numbers", "write 1 KiB, full, 1 thread", "a durable write of 1 KiB to a directory")
              .besides("temporary file, sync, rename, sync of the directory"),
          line("numbers", "writeAll of 2,000, full", "2,000 of them in one call")
              .besides("the same, one after the other"),
          line("numbers", "read 1 KiB, 1 directory deep", "a read of 1 KiB")
              .besides("open, read, close"),
          line("numbers", "list of 2,000", "a listing of 2,000 files")
              .besides("the names, their kinds, sorted"),
          line("numbers", "stream 1 GiB in, file", "1 GiB from a stream, synced")
              .besides("temporary file, sync, rename"),
          line("numbers", "memory: read 1 KiB", "a read from memory")
              .besides("the JDK's concurrent map, with a copy"),
          line("s3", "read 1 KiB", "a read of 1 KiB from S3").besides("the bare SDK"),
          line("s3", "write 1 KiB", "a write of 1 KiB to S3").besides("the bare SDK"),
          line("s3", "upload 256 MiB", "256 MiB to S3, of unknown length")
              .besides("the bare SDK, part by part"),
          line("s3-away", "read 2,000, 10 ms away", "2,000 reads from S3, 10 ms away, in one call")
              .besides("a loop over the bare SDK"),
          line("gcs", "read 1 KiB", "a read of 1 KiB from Google").besides("the bare client"),
          line("gcs", "write 1 KiB", "a write of 1 KiB to Google").besides("the bare client"),
          line(
                  "gcs-away",
                  "read 2,000, 10 ms away",
                  "2,000 reads from Google, 10 ms away, in one call")
              .besides("a loop over the bare client"),
          line("layers", "observed: read", "log and numbers, around a read from disk")
              .besides("the store without it"),
          line("layers", "retry: read, memory", "retries, around a read from memory")
              .besides("the store without it"),
          line(
                  "layers",
                  "audited: write, full, 16 threads",
                  "the audit trail, around durable writes")
              .besides("the store without it"),
          line(
                  "events",
                  "write 1 KiB, full, 1 thread, outbox=durable",
                  "webhooks with the durable outbox")
              .besides("the store without it"));

  private record Subject(String section, String work, String what) {
    Line besides(String compared) {
      return new Line(section, work, what, compared);
    }
  }

  private static Subject line(String section, String work, String what) {
    return new Subject(section, work, what);
  }

  /** Rewrites the table of the first page from those of the other. */
  static void update(Path page, Path tables) throws IOException {
    String table = new Overview(Files.readString(tables)).markdown();
    Files.writeString(page, SECTION.replaceIn(Files.readString(page), table));
  }

  /** The table. */
  String markdown() {
    return "\n| Work | Compared with | By hand | Coffer | Ratio |\n|---|---|---:|---:|---:|\n"
        + LINES.stream().map(this::row).collect(Collectors.joining())
        + "\n";
  }

  private String row(Line line) {
    String start = "| " + line.work() + " |";
    String found =
        new MarkedSection(line.section())
            .textIn(tables)
            .lines()
            .filter(row -> row.startsWith(start))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no row '" + line.work() + "'"));
    List<String> cells = List.of(found.split(" *\\| *", -1));
    return "| "
        + String.join(" | ", line.what(), line.compared(), cells.get(2), cells.get(3), cells.get(4))
        + " |\n";
  }
}
