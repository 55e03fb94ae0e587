package dev.coffer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The results of a run.
 *
 * @param machine the machine
 * @param own Coffer against the plain calls
 * @param peers Coffer and other libraries against them
 */
record Report(Machine machine, List<Row> own, List<Row> peers) {
  private static final String CHART = "performance";

  /** The tables. */
  String markdown() {
    long missed = own.stream().filter(row -> !row.isMet()).count();
    long targets = own.stream().filter(row -> !(row.target() instanceof Target.None)).count();
    String met = (targets - missed) + " of " + targets + " targets are met.\n\n";
    String others =
        peers.isEmpty() ? "" : "\nOther libraries, as ratios:\n\n" + Tables.peers(peers);
    return "Measured on " + machine + ". " + met + Tables.markdown(own) + others;
  }

  /** Writes tables and pictures into a directory. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(CHART + ".md"), markdown());
    draw(directory, CHART);
  }

  /** Puts tables and pictures into a page's section and beside the page. */
  void update(Path page, String section) throws IOException {
    String name = section.equals("numbers") ? CHART : CHART + "-" + section;
    draw(page.resolveSibling("pictures"), name);
    String text =
        "\n"
            + markdown()
            + "\n![Ratios to the plain calls](pictures/"
            + name
            + ".svg)\n"
            + (peers.isEmpty() ? "" : "\n![Other libraries](pictures/" + name + "-peers.svg)\n")
            + "\n";
    String updated = new MarkedSection(section).replaceIn(Files.readString(page), text);
    Files.writeString(page, updated);
  }

  private void draw(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(name + ".svg"),
        Chart.of(own, "Coffer's time as a ratio to the plain calls (red: target)"));
    if (!peers.isEmpty()) {
      Files.writeString(
          directory.resolve(name + "-peers.svg"),
          Chart.of(peers, "Time of libraries as a ratio to the plain calls"));
    }
  }
}
