package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  @TempDir private Path root;
  private Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);

  @BeforeEach
  void aSmallTree() {
    shell = Shell.on(root).withInput("hello");
    for (String path : new String[] {"a.txt", "d/e/f g.txt", "d/☀", "d2", "z\u202etxt"}) {
      assertThat(shell.run("put", "-", path).code()).isZero();
    }
  }

  @Test
  void theRootIsListedWithoutAPath() {
    assertThat(shell.run("ls").lines()).containsExactly("a.txt", "d/", "d2", "z\u202etxt");
    assertThat(shell.run("ls", "/").lines()).isEqualTo(shell.run("ls").lines());
  }

  @Test
  void aDirectoryIsListedWithFullPaths() {
    assertThat(shell.run("ls", "d").lines()).containsExactly("d/e/", "d/☀");
    assertThat(shell.run("ls", "/d/").lines()).containsExactly("d/e/", "d/☀");
  }

  @Test
  void recursiveGivesEveryFileAndNoDirectory() {
    assertThat(shell.run("ls", "-r").lines())
        .containsExactly("a.txt", "d/e/f g.txt", "d/☀", "d2", "z\u202etxt");
    assertThat(shell.run("ls", "-r", "d").lines()).containsExactly("d/e/f g.txt", "d/☀");
  }

  @Test
  void columnsAreSizeTimeAndPath() {
    assertThat(shell.run("ls", "-l", "d").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(" {12}-  - {21}d/e/"),
            line ->
                assertThat(line)
                    .matches(" {12}5  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  d/☀"));
  }

  @Test
  void jsonIsOneObjectALine() {
    assertThat(shell.run("--json", "ls", "d").lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("{\"path\":\"d/e/\",\"directory\":true}"),
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"path\":\"d/☀\",\"directory\":false,\"size\":5,\"lastModified\":\"")
                    .contains("\"etag\":\""));
  }

  @Test
  void aTerminalShowsWhatWouldTurnIt() {
    assertThat(shell.onTerminal().run("ls").lines()).contains("z\\u202etxt");
  }

  @Test
  void aMissingDirectoryIsThree() {
    Shell.Result result = shell.run("ls", "nowhere");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("list nowhere on file:").contains("no such directory");
  }

  @Test
  void aFileIsNoDirectory() {
    Shell.Result result = shell.run("ls", "a.txt");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("it is a file");
  }

  @Test
  void anEmptyStoreIsNoError() {
    Shell.Result result = Shell.on(root.resolve("new")).run("ls");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aLongListingStreams() {
    TrialStore.LISTED.set(0);
    LagMeter meter = new LagMeter();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new StandardOutput(meter),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            Terminals.NONE);
    assertThat(new CommandRunner(console).run("--store", "trial:many", "ls", "-r")).isZero();
    assertThat(meter.lines).isEqualTo(TrialStore.MANY);
    assertThat(meter.most).isLessThan(10_000);
  }

  /** Counts lines that came out and how far the store was ahead of them. */
  private static final class LagMeter extends OutputStream {
    private long lines;
    private long most;

    @Override
    public void write(int b) {
      lines += b == '\n' ? 1 : 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      most = Math.max(most, TrialStore.LISTED.get() - lines);
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
