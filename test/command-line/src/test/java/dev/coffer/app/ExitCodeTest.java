package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static Shell.Result run(String... args) {
    return new Shell(Map.of(), new byte[0], Terminals.NONE).run(args);
  }

  @Test
  void aConnectionThatFailedMayBeTriedAgain() {
    assertFailure(5, run("--store", "trial:unreachable", "cat", "file"), "read file on trial:");
  }

  @Test
  void aRefusedAccessMayNot() {
    assertFailure(6, run("--store", "trial:forbidden", "cat", "file"), "read file on trial:");
  }

  @Test
  void aFailureInTheMiddleKeepsWhatWasWritten() {
    Shell.Result result = run("--store", "trial:broken", "cat", "file");
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.bytes()).isNotEmpty();
    assertThat(result.err()).contains("half of it came");
  }

  @Test
  void wrongWordsAreUsage() {
    assertFailure(2, run("--store", "memory:", "fetch"), "no verb 'fetch'; there are ls, cat");
    assertFailure(2, run("--store", "memory:", "ls", "-x"), "unknown option -x");
    assertFailure(2, run("--store", "memory:", "ls", "a", "b"), "ls: one word too many: b");
    assertFailure(2, run("--store", "memory:", "put", "a"), "put: PATH is missing");
    assertFailure(2, run("--store", "memory:", "rm"), "rm: PATH is missing");
    assertFailure(2, run("--store"), "--store URI: the value is missing");
    assertFailure(2, run("--nonsense"), "unknown option --nonsense");
  }

  @Test
  void aMissingVerbIsUsageAndGetsTheHelp() {
    assertFailure(2, run(), "a verb is missing");
    assertThat(run().err()).contains("Usage: coffer").contains("quickstart");
  }

  @Test
  void anInvalidPathIsUsage() {
    for (String verb : new String[] {"cat", "stat", "rm", "ls"}) {
      assertFailure(2, run("--store", "memory:", verb, "a/../../etc/passwd"), "'..'");
      assertFailure(2, run("--store", "memory:", verb, "a\nb"), "U+000A");
      assertFailure(2, run("--store", "memory:", verb, ".coffer/x"), "own area");
    }
    assertFailure(2, run("--store", "memory:", "put", "-", "dir/"), "ends in '/'");
    assertFailure(2, run("--store", "memory:", "get", "../a", "b"), "'..'");
    assertFailure(2, run("--store", "memory:", "cat", "/"), "root");
    assertFailure(2, run("--store", "memory:", "rm", "-rf", ".."), "'..'");
  }

  @Test
  void aWrongStoreIsConfiguration() {
    assertFailure(7, run("--store", "nonsense:x", "ls"), "nonsense");
    assertFailure(7, run("--store", "./data", "ls"), "--store takes a URI");
    assertFailure(7, run("--store", "./data", "ls"), "file:./data");
    assertFailure(7, run("--store", "", "ls"), "file:./data");
    assertFailure(7, run("--store", "memory:?nonsense=1", "ls"), "nonsense");
  }

  @Test
  void messagesCannotSteerATerminal() {
    Shell.Result result = run("--store", "memory:", "ls", "--\u001b[31m");
    assertThat(result.err()).contains("\\u001b[31m").doesNotContain("\u001b");
  }

  private static void assertFailure(int code, Shell.Result result, String message) {
    assertThat(result.err())
        .startsWith(code == 2 && result.err().startsWith("Usage") ? "" : "coffer: ");
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(code);
  }
}
