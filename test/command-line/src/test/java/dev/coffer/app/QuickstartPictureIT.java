package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/**
 * Holds the picture of the README to what {@code ./coffer quickstart} prints, apart from figures
 * and from the names of temporary directories; {@code -Dupdate.docs=true} makes it again from a
 * run.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class QuickstartPictureIT {
  private static final Path PICTURE = Repository.ROOT.resolve("docs/pictures/quickstart.svg");
  private static final Pattern STORE = Pattern.compile("A local store in (.*)");
  private static final String BEHIND = "The same in Java";

  @TempDir private Path directory;

  /** What a run prints up to the lines of Java, under the call. */
  private List<String> run() throws IOException, InterruptedException {
    Path talks = Files.createDirectory(directory.resolve("talks"));
    String events =
        IntStream.range(0, 12)
            .mapToObj(
                id ->
                    "{\"id\":%d,\"timestamp\":\"2026-01-31T09:30:%02d\",\"message\":\"%s\"}\n"
                        .formatted(id, id, "word ".repeat(1000 * (7 * id % 40))))
            .collect(Collectors.joining());
    Files.writeString(talks.resolve("ada.jsonl"), events);
    Files.writeString(talks.resolve("readme.txt"), "One recorded conversation.\n");
    Shell.Result result =
        new Program(List.of(Repository.LAUNCHER.toString()), directory, Map.of())
            .run("quickstart", "talks");
    assertThat(result.code()).as(result.err()).isZero();
    Matcher store = STORE.matcher(result.lines().get(0));
    assertThat(store.matches()).isTrue();
    String text =
        result
            .out()
            .replace(store.group(1), "/tmp/coffer-quickstart-1")
            .replace(talks.toRealPath().toString(), "/home/ada/talks");
    List<String> lines = new ArrayList<>(List.of("$ ./coffer quickstart talks"));
    text.lines().takeWhile(line -> !line.equals(BEHIND)).forEach(lines::add);
    return lines;
  }

  private static List<String> linesOf(Path picture) throws Exception {
    NodeList texts =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(picture.toFile())
            .getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent().replace(TerminalPicture.NO_BREAK_SPACE, ' '))
        .toList();
  }

  private static List<String> withoutFigures(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\\d[\\d.,]*", "#").replaceAll("(?<=\\S) +", " "))
        .toList();
  }

  @Test
  void thePictureOfTheReadmeIsWhatTheCommandPrints() throws Exception {
    List<String> lines = run();
    assertThat(lines).hasSizeGreaterThan(20);
    if (Boolean.getBoolean("update.docs")) {
      String title = "What ./coffer quickstart prints for a directory with a recorded conversation";
      Files.writeString(PICTURE, new TerminalPicture(title, lines).svg());
    }
    assertThat(withoutFigures(linesOf(PICTURE)))
        .as("run these tests with -Dupdate.docs=true to make the picture again")
        .isEqualTo(withoutFigures(lines));
    assertThat(Repository.ROOT.resolve("README.md"))
        .content()
        .contains("(docs/pictures/quickstart.svg)");
  }
}
