package dev.coffer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("bulk")
class SideBySideTest {
  @TempDir Path directory;

  private static Row row(String work, double ratio, double target) {
    return new Row(work, "Coffer", 2000, ratio * 2000, ratio, ratio, ratio, Target.ratio(target));
  }

  private static Report report(List<Row> own, List<Row> peers) {
    return new Report(new Machine("ext4", "Linux 6", 2, "some", "some VM 17"), own, peers);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theMeasurementsRunAndLeaveNothingBehind() throws Exception {
    Report report = measured(Set.of("local", "memory", "peers", "s3"));
    assertThat(report.own()).hasSizeGreaterThan(30).extracting(Row::work).contains("upload 9 MiB");
    assertThat(report.peers())
        .extracting(Row::contestant)
        .contains("Coffer", "commons-vfs2", "jclouds", "S3TransferManager");
  }

  @Test
  @Tag("thorough")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyMeasurementRunsAndLeavesNothingBehind() throws Exception {
    Report report = measured(Arguments.PARTS);
    assertThat(report.peers()).extracting(Row::contestant).contains("composite upload");
    assertThat(report.own())
        .extracting(Row::work)
        .contains("read 1 KiB, 10 ms away", "upload 9 MiB, 10 ms away");
  }

  private Report measured(Set<String> parts) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    SideBySide program =
        new SideBySide(Scale.TINY, new PrintStream(printed, true, StandardCharsets.UTF_8));
    Report report = program.run(new Arguments(Scale.TINY, parts, Optional.empty(), directory));
    assertThat(Stream.concat(report.own().stream(), report.peers().stream()))
        .allSatisfy(row -> assertThat(row.ratio()).as(row.work()).isPositive().isFinite())
        .allSatisfy(
            row -> assertThat(printed.toString(StandardCharsets.UTF_8)).contains(row.work()));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
    return report;
  }

  @Test
  void aRaceComparesSlicesOfOneRound() throws Exception {
    Quartiles quartiles = Quartiles.of(new double[][] {{1}, {5}, {3}, {2}, {4}}, round -> round[0]);
    assertThat(quartiles).isEqualTo(new Quartiles(2, 3, 4));
  }

  @Test
  void cofferIsComparedWithTheFastestOfTheOthers() {
    double[][] nanos = {{80, 4, 8, 2}, {80, 6, 4, 3}, {80, 5, 5, 2}};
    Laps laps = new Laps("read", List.of("SDK", "Coffer", "one", "other"), nanos);
    assertThat(laps.rows(Target.none()))
        .extracting(Row::contestant)
        .containsExactly("Coffer", "one", "other");
    assertThat(laps.own(Target.none()).ratio()).isEqualTo(5 / 80.0);
    Row best = laps.againstTheBest();
    assertThat(best.work()).isEqualTo("read, beside other");
    assertThat(best.ratio()).isEqualTo(2);
    assertThat(best.rawNanos()).isEqualTo(2);
    assertThat(best.isMet()).isFalse();
  }

  @Test
  void aLibraryThatTakesNoPartLeavesItsPlaceEmpty() {
    Target none = Target.none();
    List<Row> rows =
        List.of(
            new Row("list", "one", 1, 2, 2, 2, 2, none),
            new Row("upload", "one", 1, 3, 3, 3, 3, none),
            new Row("upload", "other", 1, 4, 4, 4, 4, none));
    assertThat(Tables.peers(rows))
        .contains("| list | 1.00 ns | 2.00 |  |")
        .contains("| upload | 1.00 ns | 3.00 | 4.00 |");
  }

  @Test
  void aTargetMayBeADifference() {
    Row in = new Row("stat", "Coffer", 50, 69, 1.4, 1, 2, Target.more(20));
    Row beyond = new Row("stat", "Coffer", 50, 71, 1.4, 1, 2, Target.more(20));
    assertThat(Tables.markdown(List.of(in))).endsWith("| 20.0 ns more |\n");
    assertThat(Tables.markdown(List.of(beyond))).endsWith("| 20.0 ns more, missed |\n");
    assertThat(report(List.of(in, beyond), List.of()).markdown())
        .contains("1 of 2 targets are met");
  }

  @Test
  void aPieceOfWorkNoticesWhatIsMissing() throws Exception {
    try (MapFiles files = new MapFiles()) {
      files.write("a/1", Tasks.content());
      assertThatThrownBy(() -> Tasks.list("a", 2).run(files, "", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("expected 2, got 1");
    }
  }

  @Test
  void thePageGetsTablesAndPicturesInItsSectionAlone() throws Exception {
    Path page = directory.resolve("page.md");
    Files.writeString(page, "before\n<!-- numbers: begin -->\nold\n<!-- numbers: end -->\nafter\n");
    Report report =
        report(List.of(row("read", 1.5, 1.1), row("list", 0.9, 1.05)), List.of(row("walk", 7, 9)));
    report.update(page, "numbers");
    report.update(page, "numbers");
    assertThat(page)
        .content()
        .startsWith("before\n<!-- numbers: begin -->\n\nMeasured on ext4")
        .endsWith("<!-- numbers: end -->\nafter\n")
        .contains("1 of 2 targets are met")
        .contains("| read | 2.00 µs | 3.00 µs | 1.50 | 1.50–1.50 | 1.10, missed |")
        .contains("| walk | 2.00 µs | 7.00 |")
        .containsOnlyOnce("pictures/performance.svg")
        .doesNotContain("old");
    for (String name : List.of("performance.svg", "performance-peers.svg")) {
      Path picture = directory.resolve("pictures").resolve(name);
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(picture.toFile())
                  .getElementsByTagName("rect")
                  .getLength())
          .isGreaterThan(1);
    }
  }

  @Test
  void aPageWithoutTheSectionIsLeftAlone() throws Exception {
    Path page = Files.writeString(directory.resolve("page.md"), "text");
    assertThatThrownBy(() -> report(List.of(row("read", 1, 1)), List.of()).update(page, "numbers"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(page).hasContent("text");
  }

  @Test
  void wordsThatAreNotKnownAreRefused() {
    assertThat(Arguments.parse("--quick", "here").directory()).isEqualTo(Path.of("here"));
    assertThat(Arguments.parse().parts()).doesNotContain("s3", "gcs");
    assertThat(Arguments.parse("--only=memory").parts()).containsExactly("memory");
    assertThat(Arguments.parse("--update-docs=journal").section()).contains("journal");
    for (String word : List.of("--slow", "--only=disk")) {
      assertThatThrownBy(() -> Arguments.parse(word)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
