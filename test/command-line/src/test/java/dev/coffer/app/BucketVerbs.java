package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on a bucket, whoever's it is. */
abstract class BucketVerbs {
  @TempDir private Path directory;
  private final String store;
  private final Shell shell;

  /** The verbs on a store that is empty, in the environment that it needs. */
  BucketVerbs(String store, Function<String, Map<String, String>> env) {
    this.store = store;
    this.shell = new Shell(env.apply(store), new byte[0], Terminals.NONE);
  }

  final String store() {
    return store;
  }

  /** A shell whose store is the bucket. */
  final Shell shell() {
    return shell;
  }

  final Path directory() {
    return directory;
  }

  static void assertDone(Shell.Result result, String out) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(out);
    assertThat(result.code()).isZero();
  }

  @Test
  void filesGoInAndOutAndAway() throws IOException {
    byte[] bytes = new byte[9 << 20];
    bytes[bytes.length - 1] = 7;
    Path large = Files.write(directory.resolve("large"), bytes);
    assertDone(shell.run("put", large.toString(), "d/large"), "");
    assertDone(shell.withInput("día ☀").run("put", "-", "d/é 🗄️.txt"), "");
    assertDone(shell.run("ls"), "d/\n");
    assertDone(shell.run("ls", "-r"), "d/large\nd/é 🗄️.txt\n");
    assertDone(shell.run("cat", "d/é 🗄️.txt"), "día ☀");
    Path out = directory.resolve("out");
    assertDone(shell.run("get", "d/large", out.toString()), "");
    assertThat(out).hasBinaryContent(bytes);
    assertThat(shell.run("stat", "d/large").lines()).contains("size:          9437184");
    assertThat(shell.run("tree").out()).contains("large", "é 🗄️.txt");
    assertThat(shell.run("du").out()).contains("d");
    assertDone(shell.run("cp", "d/é 🗄️.txt", "copy"), "");
    assertDone(shell.run("mv", "copy", "moved"), "");
    assertDone(shell.run("cat", "moved"), "día ☀");
    assertThat(shell.run("cat", "copy").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertDone(shell.run("rm", "-r", "--yes", "d"), "");
    assertDone(shell.run("ls", "-r"), "moved\n");
  }

  @Test
  void syncThereAndBackIsComplete() throws IOException {
    Path from = Files.createDirectories(directory.resolve("from/d"));
    Files.writeString(from.resolve("a"), "1");
    Files.writeString(from.resolve("b ☀"), "22");
    Path back = directory.resolve("back");
    String source = directory.resolve("from").toString();
    String there = "copied 2 files, 3 bytes; skipped 0, deleted 0, failed 0\n";
    String again = "copied 0 files, 0 bytes; skipped 2, deleted 0, failed 0\n";
    assertDone(shell.run("sync", source, store), there);
    assertThat(shell.run("sync", source, store).out()).endsWith(again);
    assertDone(shell.run("sync", store, back.toString()), there);
    assertThat(back.resolve("d/b ☀")).hasContent("22");
    assertThat(shell.run("sync", store, back.toString()).out()).endsWith(again);
  }

  @Test
  void directoriesGoInElsewhereAndOutAgain() throws IOException {
    Path from = Files.createDirectories(directory.resolve("from/d ☀"));
    Files.writeString(from.resolve("a.html"), "1");
    Files.writeString(from.resolve("b"), "22");
    String source = directory.resolve("from").toString();
    assertDone(shell.run("put", "-r", source, "t"), "copied 2 files, 3 bytes; failed 0\n");
    assertThat(shell.run("stat", "t/d ☀/a.html").lines()).contains("content type:  text/html");
    assertDone(shell.run("cp", "-r", "t", "u"), "copied 2 files, 3 bytes; failed 0\n");
    assertDone(
        shell.run("mv", "-r", "--include", "*.html", "u", "v/"),
        "moved 1 file, 1 byte; failed 0\n");
    assertDone(shell.run("ls", "-r"), "t/d ☀/a.html\nt/d ☀/b\nu/d ☀/b\nv/u/d ☀/a.html\n");
    assertThat(shell.run("stat", "v/u/d ☀/a.html").lines()).contains("content type:  text/html");
    Path back = directory.resolve("back");
    assertDone(shell.run("get", "-r", "t", back.toString()), "copied 2 files, 3 bytes; failed 0\n");
    assertThat(back.resolve("d ☀/b")).hasContent("22");
    assertThat(back.resolve(".coffer")).doesNotExist();
    assertDone(shell.run("cat", "--offset", "1", "t/d ☀/b"), "2");
  }

  @Test
  void whatWasReplacedAndDeletedComesBack() {
    Map<String, String> env = new HashMap<>(shell.env());
    env.put("COFFER_VERSIONING", "on");
    Shell keeping = new Shell(env, new byte[0], Terminals.NONE);
    assertDone(keeping.withInput("one\n").run("put", "-", "d/é 🗄️.txt"), "");
    assertDone(keeping.withInput("two\n").run("put", "-", "d/é 🗄️.txt"), "");
    assertThat(keeping.run("versions", "d/é 🗄️.txt").lines()).hasSize(2);
    assertDone(keeping.run("cat", "--version", "-1", "d/é 🗄️.txt"), "one\n");
    assertThat(keeping.run("diff", "d/é 🗄️.txt").out()).contains("\n-one\n+two\n");
    assertDone(keeping.run("rm", "-r", "--yes", "d"), "");
    assertThat(keeping.run("du", "--versions").out()).contains("0          0               8");
    assertDone(keeping.run("undelete", "-r", "d"), "restored 1 file, 4 bytes; 0 failed\n");
    assertDone(keeping.run("cat", "d/é 🗄️.txt"), "two\n");
    assertDone(keeping.run("undelete", "-r", "d"), "restored 0 files, 0 bytes; 0 failed\n");
    assertThat(keeping.run("prune", "--keep", "1").code()).isZero();
  }
}
