package dev.coffer.app.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndentedTreeTest {
  private static List<String> draw(Stream<String> paths) {
    List<String> lines = new ArrayList<>();
    Stream<FileInfo> files =
        paths.map(
            path ->
                new FileInfo(FilePath.of(path), 1, Instant.EPOCH, "e", Optional.empty(), Map.of()));
    new IndentedTree(lines::add).draw(files.iterator());
    return lines.stream().map(line -> line.replaceAll(" +1$", "")).toList();
  }

  @Test
  void eachDirectoryStandsOnceAboveItsFiles() {
    assertThat(draw(Stream.of("a", "d/e/f", "d/e/g", "d/h", "d2/e/i")))
        .containsExactly(
            "  a", "  d/", "    e/", "      f", "      g", "    h", "  d2/", "    e/", "      i");
  }

  @Test
  void aLongListIsCutAndCounted() {
    List<String> lines = draw(IntStream.range(0, 1240).mapToObj(i -> "f" + (10_000 + i)));
    assertThat(lines).hasSize(41).last().isEqualTo("  … and 1,200 more files");
  }
}
