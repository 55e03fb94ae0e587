package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in, out and away. */
class FilesTest {
  @TempDir private Path directory;
  private Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);

  @BeforeEach
  void aStore() {
    shell = Shell.on(directory.resolve("store"));
  }

  private String local(String name) {
    return directory.resolve(name).toString();
  }

  private void stored(String path, String text) {
    assertThat(shell.withInput(text).run("put", "-", path).code()).isZero();
  }

  private static void assertMissing(int code, Shell.Result result, String message) {
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.err()).contains(message);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aFileGoesInAndOutUnchanged() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    Files.write(directory.resolve("a b ☀"), bytes);
    assertThat(shell.run("put", local("a b ☀"), "x/🗄️ y").out()).isEmpty();
    assertThat(shell.run("cat", "x/🗄️ y").bytes()).isEqualTo(bytes);
    assertThat(shell.run("get", "x/🗄️ y", "-").bytes()).isEqualTo(bytes);
    assertThat(shell.run("get", "x/🗄️ y", local("out")).code()).isZero();
    assertThat(Files.readAllBytes(directory.resolve("out"))).isEqualTo(bytes);
  }

  @Test
  void namesThatLookLikeOptionsOrTemplatesAreNames() {
    stored("@x", "1");
    stored("${HOME} %41", "2");
    assertThat(shell.withInput("3").run("put", "-", "--", "-r").code()).isZero();
    assertThat(shell.run("cat", "--", "@x", "${HOME} %41", "-r").out()).isEqualTo("123");
  }

  @Test
  void catJoinsFilesUntilOneIsMissing() {
    stored("a", "1");
    stored("b", "2");
    assertThat(shell.run("cat", "a", "b", "a").out()).isEqualTo("121");
    Shell.Result result = shell.run("cat", "a", "nothing", "b");
    assertThat(result.out()).isEqualTo("1");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("read nothing on").contains("no such file");
  }

  @Test
  void catWritesTheRangeThatIsAskedFor() {
    stored("a", "0123456789");
    stored("b", "abc");
    assertThat(shell.run("cat", "--offset", "2", "--length", "3", "a").out()).isEqualTo("234");
    assertThat(shell.run("cat", "--length=1", "a", "b").out()).isEqualTo("0a");
    assertThat(shell.run("cat", "--offset", "10", "a").bytes()).isEmpty();
    assertThat(shell.run("cat", "--offset", "0KiB", "--length", "1MiB", "b").out())
        .isEqualTo("abc");
    assertMissing(6, shell.run("cat", "--offset", "11", "a"), "offset 11 of 10 bytes");
    assertMissing(2, shell.run("cat", "--offset", "-1", "a"), "--offset takes a size");
    assertMissing(2, shell.run("cat", "--length", "x", "a"), "--length takes a size");
  }

  @Test
  void aUriInPlaceOfAPathSaysWhatToUse() {
    String uri = "s3://bucket/a";
    for (String[] call :
        new String[][] {
          {"cp", uri, "file:./x"},
          {"mv", "a", uri},
          {"put", uri, "a"},
          {"put", "-", uri},
          {"get", "a", "file:./x"},
          {"get", uri, "x"},
          {"cat", uri},
          {"rm", "-rf", uri},
          {"ls", uri},
          {"du", uri},
          {"find", uri},
          {"share", "--for", "1h", uri}
        }) {
      Shell.Result result = shell.run(call);
      assertMissing(2, result, "is a URI, and a path is expected");
      assertThat(result.err()).contains("coffer sync", "--store");
    }
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void aReadThatFailsMakesNoStore() {
    assertMissing(4, shell.run("cat", "a"), "no such file");
    assertMissing(4, shell.run("get", "a", local("out")), "no such file");
    assertMissing(4, shell.run("cp", "a", "b"), "no such file");
    assertMissing(4, shell.run("mv", "-r", "a", "b"), "no such file");
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void whatIsMissingIsFour() {
    stored("d/a", "1");
    assertMissing(4, shell.run("cat", "x"), "no such file");
    assertMissing(4, shell.run("cat", "d"), "no such file");
    assertMissing(4, shell.run("get", "x", local("out")), "no such file");
    assertMissing(4, shell.run("stat", "x"), "stat x on");
    assertMissing(4, shell.run("stat", "d"), "it is a directory");
    assertMissing(4, shell.run("put", local("x"), "x"), "x: no such file");
  }

  @Test
  void putOfADirectoryIsRefused() {
    assertMissing(2, shell.run("put", directory.toString(), "x"), "it is a directory");
  }

  @Test
  void putAndGetTellWhatTheyMovedAsJson() {
    Shell.Result put = shell.withInput("12345").run("put", "-", "a", "--json");
    assertThat(put.out()).startsWith("{\"path\":\"a\",\"directory\":false,\"size\":5,");
    assertThat(shell.run("get", "a", local("out"), "--json").out()).isEqualTo(put.out());
  }

  @Test
  void statSaysWhatIsKnown() {
    stored("d/a", "12345");
    assertThat(shell.run("stat", "d/a").lines())
        .contains("path:          d/a", "size:          5")
        .anyMatch(line -> line.startsWith("last modified: 20"))
        .anyMatch(line -> line.startsWith("etag:          "));
    assertThat(shell.run("stat", "d/a", "--json").lines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("{\"path\":\"d/a\","));
  }

  @Test
  void getIntoADirectoryKeepsTheName() {
    stored("d/a.txt", "1");
    assertThat(shell.run("get", "d/a.txt", directory.toString()).code()).isZero();
    assertThat(directory.resolve("a.txt")).hasContent("1");
  }

  @Test
  void getIntoAMissingDirectoryIsThree() {
    stored("a", "1");
    assertMissing(3, shell.run("get", "a", local("no/where")), "no such directory");
    assertMissing(3, shell.run("get", "a", local("nowhere") + "/"), "no such directory");
  }

  @Test
  void getFollowsALinkAndKeepsTheFilesPermissions() throws IOException {
    stored("a", "new");
    Path target = Files.writeString(directory.resolve("target"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
    assertThat(shell.run("get", "a", link.toString()).code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void getWritesIntoADevice() {
    stored("a", "1");
    assertThat(shell.run("get", "a", "/dev/null").code()).isZero();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void aGetThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.writeString(out.resolve("f"), "old");
    Shell.Result result = shell.run("--store", "trial:broken", "get", "file", local("out/f"));
    assertThat(result.code()).isEqualTo(6);
    assertThat(out.resolve("f")).hasContent("old");
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left).containsExactly(out.resolve("f"));
    }
  }

  @Test
  void rmDeletesExactlyTheFile() {
    stored("d", "1");
    stored("d2", "2");
    assertThat(shell.run("rm", "d").code()).isZero();
    assertThat(shell.run("ls").lines()).containsExactly("d2");
  }

  @Test
  void rmOfNothingIsFourAndFineWhenForced() {
    assertMissing(4, shell.run("rm", "x"), "delete x on");
    assertMissing(4, shell.run("rm", "-r", "x"), "no such file");
    assertThat(shell.run("rm", "-f", "x").code()).isZero();
    assertThat(shell.run("rm", "-rf", "x", "y").err()).isEmpty();
  }

  @Test
  void rmOfADirectoryNeedsToBeAskedFor() {
    stored("d/a", "1");
    stored("d/e/b", "2");
    stored("d2/c", "3");
    assertMissing(2, shell.run("rm", "d"), "it is a directory (use -r)");
    assertMissing(2, shell.run("rm", "-f", "d/"), "it is a directory (use -r)");
    assertThat(shell.run("ls", "-r").lines()).containsExactly("d/a", "d/e/b", "d2/c");
    assertThat(shell.run("rm", "-r", "d").code()).isZero();
    assertThat(shell.run("ls", "-r").lines()).containsExactly("d2/c");
  }

  @Test
  void rmDeletesDirectoriesThatOthersLeftEmpty() throws IOException {
    Path root = directory.resolve("store");
    Files.createDirectories(root.resolve("d/e"));
    Files.createDirectories(root.resolve("d-e"));
    Files.createDirectories(root.resolve("below/.coffer"));
    for (String path : new String[] {"d", "below"}) {
      assertMissing(2, shell.run("rm", path), "it is a directory (use -r)");
      assertThat(shell.run("rm", "-r", path).code()).isZero();
      assertThat(root.resolve(path)).doesNotExist();
    }
    assertThat(shell.run("ls").lines()).containsExactly("d-e/");
    assertMissing(4, shell.run("rm", "-r", "d"), "no such file");
  }

  @Test
  void rmOfTheRootIsRefused() {
    stored("a", "1");
    assertMissing(2, shell.run("rm", "-rf", "/"), "root");
    assertThat(shell.run("ls").lines()).containsExactly("a");
  }

  @Test
  void aFileUnderAFileIsAConflict() {
    stored("a", "1");
    assertMissing(6, shell.withInput("2").run("put", "-", "a/b"), "conflict");
  }
}
