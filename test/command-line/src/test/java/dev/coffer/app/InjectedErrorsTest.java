package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever system call fails under a command: its exit code is one of the documented, it prints no
 * trace, no file is lost, and only what was done is told as done. {@code -Dcoffer.thorough=true}
 * fails every call of every command.
 */
@Tag("one-jdk")
@EnabledOnOs(value = OS.LINUX, disabledReason = "strace is a program of Linux")
class InjectedErrorsTest {
  private static final boolean THOROUGH = Boolean.getBoolean("coffer.thorough");
  private static final List<String> COMMANDS =
      List.of(
          "ls -r",
          "cat d/b",
          "du",
          "put @file d/b",
          "put @file new/f",
          "get d/b @file",
          "cp a d/b",
          "mv a d/b",
          "rm d/b",
          "rm -r d",
          "doctor",
          "sync --delete @dir file:@store",
          "sync --delete file:@store @dir",
          "sync --delete file:@dir file:@store");

  /** Families of calls, as {@code strace} names them; each with the errors that they may have. */
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "%%stat", List.of("EIO", "EACCES"),
          "openat", List.of("EIO", "EACCES", "EMFILE", "ENOSPC"),
          "getdents64", List.of("EIO"),
          "/^p?read(64)?$", List.of("EIO"),
          "/^p?write(64)?$", List.of("EIO", "ENOSPC"),
          "/^rename", List.of("EIO", "EROFS", "ENOSPC"),
          "/^unlink", List.of("EIO", "EACCES"),
          "/^mkdir", List.of("ENOSPC", "EACCES"),
          "/^f(data)?sync$", List.of("EIO"));

  /** Only what is told of these names the place that is meant. */
  private static final List<String> OF_PLACES =
      List.of("%%stat", "openat", "getdents64", "/^p?read(64)?$");

  private static final int MOST = 60;

  @TempDir private Path directory;
  private final Map<String, Outcome> whole = new HashMap<>();

  /** What a command left: its result and all files. */
  private record Outcome(Shell.Result result, Map<String, String> files) {}

  @BeforeEach
  void needsStrace() throws InterruptedException {
    Strace.require();
  }

  @TestFactory
  Stream<DynamicTest> aFailedCall() {
    return Stream.of(
            "put @file d/b|/^p?write(64)?$|ENOSPC|1",
            "put @file new/f|/^f(data)?sync$|EIO|1",
            "put @file d/b|/^rename|EROFS|1",
            "get d/b @file|/^p?write(64)?$|ENOSPC|1",
            "ls -r|getdents64|EIO|2",
            "cat d/b|/^p?read(64)?$|EIO|1",
            "mv a d/b|/^rename|EIO|1",
            "rm -r d|/^unlink|EACCES|2",
            "sync --delete @dir file:@store|%%stat|EIO|3",
            "sync --delete @dir file:@store|getdents64|EIO|2",
            "sync --delete file:@store @dir|getdents64|EIO|4",
            "sync --delete @dir file:@store|/^unlink|EIO|1")
        .map(line -> line.split("\\|"))
        .map(
            part ->
                dynamicTest(
                    String.join(" ", part), () -> fail(part[0], part[1], part[2], part[3])));
  }

  private void fail(String command, String call, String error, String nth) throws Exception {
    assertThat(injected(command, call, error, Integer.parseInt(nth))).isTrue();
  }

  @Test
  void everyCallOfEveryCommand() throws Exception {
    assumeTrue(THOROUGH, "-Dcoffer.thorough=true was not asked for");
    List<String> wrong = new ArrayList<>();
    for (String command : COMMANDS) {
      for (String call : CALLS.keySet()) {
        for (String error : CALLS.getOrDefault(call, List.of())) {
          failEach(command, call, error, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void failEach(String command, String call, String error, List<String> wrong)
      throws Exception {
    boolean hit = true;
    for (int nth = 1; hit && nth <= MOST; nth++) {
      try {
        hit = injected(command, call, error, nth);
      } catch (AssertionError e) {
        wrong.add(command + " " + call + " " + error + " " + nth + ": " + e.getMessage());
      }
    }
  }

  /** Runs a command with the nth call failing; whether there was one. */
  private boolean injected(String command, String call, String error, int nth) throws Exception {
    Workplace place = Workplace.in(Files.createTempDirectory(directory, "run"));
    Map<String, String> before = place.files();
    Path trace = directory.resolve("trace");
    Path[] places = OF_PLACES.contains(call) ? place.places() : new Path[0];
    List<String> strace = Strace.traced(trace, call + ":error=" + error + ":when=" + nth, places);
    Shell.Result result =
        Program.ofClasses(directory)
            .with("COFFER_STORE", "file:" + place.root().resolve("store"))
            .under(strace)
            .run(place.call(command));
    check(command, before, new Outcome(result, place.files()));
    return Files.readString(trace).contains("(INJECTED)");
  }

  private void check(String command, Map<String, String> before, Outcome outcome)
      throws IOException {
    Outcome expected = whole(command);
    Shell.Result result = outcome.result();
    assertThat(result.code()).as(result.err()).isBetween(0, 7);
    assertThat(result.err() + result.out()).doesNotContain("\tat ", "a fault of Coffer");
    before.forEach(
        (name, text) -> {
          String now = outcome.files().get(name);
          if (now == null) {
            assertGone(name, command, outcome, expected);
          } else {
            assertThat(now).as(name).isIn(text, expected.files().get(name));
          }
          if (expected.files().containsValue(text)) {
            assertThat(outcome.files()).as("the content of " + name).containsValue(text);
          }
        });
    if (result.code() == 0) {
      assertThat(outcome.files()).isEqualTo(expected.files());
      if (!command.equals("doctor")) {
        assertThat(result.out()).isEqualTo(expected.result().out());
      }
    }
  }

  /** A copy that a sync could not verify is deleted and told, and the source has it still. */
  private static void assertGone(String name, String command, Outcome outcome, Outcome expected) {
    String copied = expected.files().get(name);
    if (copied != null) {
      assertThat(command).as("lost: " + name).startsWith("sync");
      assertThat(outcome.result().code()).as("lost: " + name).isNotZero();
      assertThat(outcome.files()).as("lost: " + name).containsValue(copied);
    }
  }

  /** What a command leaves when nothing fails. */
  private Outcome whole(String command) throws IOException {
    Outcome known = whole.get(command);
    if (known != null) {
      return known;
    }
    Workplace place = Workplace.in(Files.createTempDirectory(directory, "whole"));
    Shell.Result result = Shell.on(place.root().resolve("store")).run(place.call(command));
    assertThat(result.code()).isZero();
    Outcome outcome = new Outcome(result, place.files());
    whole.put(command, outcome);
    return outcome;
  }
}
