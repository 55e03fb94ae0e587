package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on a bucket. */
class S3Test {
  @TempDir private Path directory;
  private final String store = Proxy.newStore();
  private final Shell shell = new Shell(Proxy.env(store), new byte[0], Terminals.NONE);

  private static void assertDone(Shell.Result result, String out) {
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
  void doctorTellsThePlaceTriesEachRightAndShowsNoSecret() {
    Shell.Result result = shell.run("doctor");
    assertThat(result.out())
        .contains(
            "\nendpoint      " + Proxy.endpoint() + "\n",
            "\nregion        us-east-1\n",
            "\nprefix        data/\n",
            "\ncredentials   from accessKey and secretKey",
            "\nwrite         ok: ",
            "\nread          ok: ",
            "\nlist          ok: ",
            "\ndelete        ok: ",
            "\nparts         ok: ",
            "\nleftovers     none\n")
        .doesNotContain(Proxy.SECRET);
    assertThat(result.code()).isZero();
    assertDone(shell.run("ls", "-r"), "");
    assertThat(shell.run("doctor", "--clean").out())
        .contains("leftovers     ok: nothing to remove");
  }

  @Test
  void aSharedUrlReadsTheFileAndOneForWritingWritesIt() throws Exception {
    assertDone(shell.withInput("hello").run("put", "-", "a"), "");
    Shell.Result read = shell.run("share", "a", "--for", "1h");
    assertThat(read.err()).isEmpty();
    assertThat(send(HttpRequest.newBuilder(URI.create(read.out().strip()))).body())
        .isEqualTo("hello");
    Shell.Result write =
        shell.run("share", "b", "--for", "1m", "--put", "--size", "5", "--type", "text/plain");
    assertThat(write.err()).contains("send with it: content-type: text/plain");
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(write.out().strip()))
            .header("Content-Type", "text/plain")
            .PUT(HttpRequest.BodyPublishers.ofString("12345"));
    assertThat(send(put).statusCode()).isEqualTo(200);
    assertDone(shell.run("cat", "b"), "12345");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatCannotBeSharedSaysWhatToDo() {
    Shell local = Shell.on(directory);
    Shell.Result refused = local.run("share", "a", "--for", "1h");
    assertThat(refused.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(refused.err()).contains("share a on ", "coffer get");
    assertThat(shell.run("share", "a").err()).contains("--for TIME is missing");
    assertThat(shell.run("share", "a", "--for", "8d").code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("share", "a", "--for", "1h", "--put").err()).contains("--size BYTES is");
    assertThat(shell.run("share", "a", "--for", "1h", "--size", "1").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEndpointWhereNothingListensIsRetryableAndNoFileIsMissing() {
    String away = "s3://bucket/data?endpoint=http://127.0.0.1:1&retry.deadline=1ms";
    Shell nowhere = new Shell(Map.copyOf(Proxy.env(away)), new byte[0], Terminals.NONE);
    assertThat(nowhere.run("cat", "a").code()).isEqualTo(ExitCode.RETRYABLE);
  }
}
