package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, in the shells that they are for. */
@Tag("one-jdk")
class CompletionTest {
  @TempDir private Path directory;

  private Path script(String shell) throws IOException {
    Shell.Result result = new Shell(Map.of(), new byte[0], Terminals.NONE).run("completion", shell);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return Files.write(directory.resolve("coffer." + shell), result.bytes());
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Shell.Result result = new Program(List.of(command), directory, Map.of()).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result.lines();
  }

  private static void requireShell(String shell) {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    assumeTrue(there, shell + " is not installed");
  }

  private List<String> bash(String line) throws IOException, InterruptedException {
    return bash("", line);
  }

  private List<String> bash(String before, String line) throws IOException, InterruptedException {
    String call = before + "source " + script("bash") + "; COMP_LINE='" + line + "'; COMP_POINT=";
    return run("bash", "-uc", call + line.length() + "; _coffer; printf '%s\\n' ${COMPREPLY[*]-}");
  }

  @Test
  void bashOffersVerbsAndTheirOptions() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(Verbs.NAMES);
    all.addAll(List.of("help", "--store", "--json", "--stats", "--help", "--version"));
    assertThat(bash("coffer ")).isEqualTo(all);
    assertThat(bash("coffer st")).containsExactly("stat", "stores");
    assertThat(bash("coffer --store file:x --json c"))
        .containsExactly("cat", "cp", "check", "cache", "completion");
    assertThat(bash("coffer --store=file:x rm --o")).containsExactly("--older-than");
    assertThat(bash("coffer sync -"))
        .containsExactly(
            "--checksum",
            "--dry-run",
            "--delete",
            "--max-delete",
            "--at",
            "--include",
            "--exclude",
            "--type",
            "--meta",
            "--parallel",
            "--limit",
            "--store",
            "--json",
            "--stats",
            "--help");
    assertThat(bash("coffer completion z")).containsExactly("zsh");
    assertThat(bash("coffer help do")).containsExactly("doctor");
  }

  /** A program that the scripts ask for the names. */
  private String namingStores() throws IOException {
    Path coffer = directory.resolve("coffer");
    Files.writeString(coffer, "#!/bin/sh\n[ \"$*\" = 'stores names' ] && echo '@aws\n@minio'\n");
    assertThat(coffer.toFile().setExecutable(true)).isTrue();
    return "PATH=" + directory + ":$PATH; ";
  }

  @Test
  void bashOffersTheNamesOfStores() throws IOException, InterruptedException {
    String named = namingStores();
    for (String line : List.of("ls --store @", "ls --store=@", "sync @")) {
      assertThat(bash(named, "coffer " + line)).as(line).containsExactly("@aws", "@minio");
      assertThat(bash(named, "coffer " + line + "m")).as(line).containsExactly("@minio");
    }
    assertThat(bash("coffer stores c")).containsExactly("check");
  }

  @Test
  void zshOffersTheNamesOfStores() throws IOException, InterruptedException {
    requireShell("zsh");
    String asked =
        "compdef() { }; compadd() { print -rl -- ${(P)2}; }; _files() { print files; }; ";
    String call = namingStores() + asked + "source " + script("zsh") + "; ";
    assertThat(run("zsh", "-fc", call + "PREFIX=@ _coffer_words"))
        .containsExactly("@aws", "@minio");
    assertThat(run("zsh", "-fc", call + "PREFIX=a _coffer_words")).containsExactly("files");
  }

  @Test
  void fishOffersTheNamesOfStores() throws IOException, InterruptedException {
    requireShell("fish");
    String source = "set PATH " + directory + " $PATH; source " + script("fish") + "; complete -C ";
    namingStores();
    for (String line : List.of("ls --store @", "ls --store=@", "sync @", "stores check @")) {
      assertThat(run("fish", "--no-config", "-c", source + "'coffer " + line + "m'"))
          .singleElement()
          .asString()
          .contains("@minio\t");
    }
  }

  @Test
  void bashLeavesOtherWordsToItsFiles() throws IOException, InterruptedException {
    assertThat(bash("coffer put s")).containsExactly("");
    assertThat(bash("coffer nonsense s")).containsExactly("");
  }

  @Test
  void zshTakesItsScriptAndOffersVerbs() throws IOException, InterruptedException {
    requireShell("zsh");
    String script = script("zsh").toString();
    assertThat(run("zsh", "-fn", script)).isEmpty();
    String defined = "autoload -U compinit; compinit -D -u; source " + script + "; ";
    assertThat(run("zsh", "-fc", defined + "print -r -- $_comps[coffer]"))
        .containsExactly("_coffer");
    // Outside of the line editor the functions of completion cannot run: they are asked what they
    // get.
    String asked =
        "_arguments() { print -rl -- \"$@\"; state=verb; }; _describe() { print -rl -- $verbs; }; ";
    assertThat(run("zsh", "-fc", defined + asked + "_coffer"))
        .contains("--json[One JSON object a line instead of text.]", "1:verb:->verb")
        .contains("cat:Write files to standard output, one after the other.")
        .anyMatch(line -> line.startsWith("--store[The store, such as file\\:"));
  }

  @Test
  void fishOffersVerbsAndTheirOptions() throws IOException, InterruptedException {
    requireShell("fish");
    String source = "source " + script("fish") + "; complete -C ";
    assertThat(run("fish", "--no-config", "-c", source + "'coffer sta'"))
        .containsExactly("stat\tSay what the store knows of a file.");
    assertThat(run("fish", "--no-config", "-c", source + "'coffer rm --o'"))
        .singleElement()
        .asString()
        .startsWith("--older-than\t");
    assertThat(run("fish", "--no-config", "-c", source + "'coffer completion z'"))
        .singleElement()
        .asString()
        .startsWith("zsh\t");
  }

  @Test
  void anotherShellIsUsage() {
    Shell.Result result = new Shell(Map.of(), new byte[0], Terminals.NONE).run("completion", "sh");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no completion for sh; there are [bash, zsh, fish]");
  }
}
