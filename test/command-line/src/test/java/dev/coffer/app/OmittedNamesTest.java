package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listing leaves out is told beside the data. */
class OmittedNamesTest {
  private static final String COUNTED =
      "coffer: left out: 1 name that no store can have, 1 link, 1 special file\n";

  private static Shell.Result run(String... args) {
    return new Shell(Map.of("COFFER_STORE", "trial:omitting"), new byte[0], Terminals.NONE)
        .run(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "ls -r", "ls --json", "du", "tree", "tree -d 1"})
  void itIsCountedOnStandardError(String call) {
    Shell.Result result = run(call.split(" "));
    assertThat(result.err()).isEqualTo(COUNTED);
    assertThat(result.out()).contains("file").doesNotContain("sessions", "caf");
    assertThat(result.code()).isZero();
  }

  @Test
  void aLongListingNamesIt() {
    assertThat(run("ls", "-l").err())
        .isEqualTo(
            """
            coffer: left out, no store can have this name: caf\\xE9/ (with all that is below it)
            coffer: left out, it is a link: sessions
            coffer: left out, it is no regular file: pipe
            """);
  }

  @Test
  void aDirectoryWhoseNamesStayIsNotDeleted() {
    Shell.Result result = run("rm", "-r", "d");
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err())
        .isEqualTo(
            "coffer: delete d on memory: not all is deleted; left: caf\\xE9/, sessions, pipe\n");
  }

  @Test
  void aDirectoryThatIsGoneIsDeleted() {
    Shell shell =
        new Shell(Map.of("COFFER_STORE", "memory:rm-tree"), new byte[] {1}, Terminals.NONE);
    assertThat(shell.run("put", "-", "d/f").code()).isZero();
    assertThat(shell.run("rm", "-r", "d").code()).isZero();
    assertThat(shell.run("ls").out()).isEmpty();
  }
}
