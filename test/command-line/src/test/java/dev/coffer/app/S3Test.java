package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The verbs on S3. */
@Tag("one-jdk")
class S3Test extends BucketVerbs {
  private final Shell shell = shell();

  S3Test() {
    super(Proxy.newStore(), Proxy::env);
  }

  @Test
  void doctorTellsThePlaceTriesEachRightAndShowsNoSecret() {
    Shell.Result result = shell.run("doctor");
    assertThat(result.out())
        .contains(
            "\nendpoint      " + Proxy.endpoint() + "\n",
            "\nregion        us-east-1\n",
            "\nprefix        data/\n",
            "\ncredentials   from access-key and secret-key",
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
    Shell.Result named = shell.run("share", "a", "--for", "1h", "--download-name", "my a.txt");
    assertThat(
            send(HttpRequest.newBuilder(URI.create(named.out().strip())))
                .headers()
                .firstValue("content-disposition"))
        .hasValueSatisfying(
            value -> assertThat(value).startsWith("attachment").contains("my a.txt"));
    Shell.Result write =
        shell.run("share", "b", "--for", "1m", "--write", "--size", "5", "--type", "text/plain");
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
    Shell local = Shell.on(directory());
    Shell.Result refused = local.run("share", "a", "--for", "1h");
    assertThat(refused.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(refused.err()).contains("share a on ", "coffer get");
    assertThat(shell.run("share", "a").err()).contains("--for TIME is missing");
    assertThat(shell.run("share", "a", "--for", "8d").code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("share", "a", "--for", "1h", "--write").err()).contains("--size BYTES is");
    assertThat(shell.run("share", "a", "--for", "1h", "--size", "1").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEndpointWhereNothingListensIsRetryableAndNoFileIsMissing() {
    String away = "s3://bucket/data?endpoint=http://127.0.0.1:1&request.give-up-after=1ms";
    Shell nowhere = new Shell(Proxy.env(away), new byte[0], Terminals.NONE);
    assertThat(nowhere.run("cat", "a").code()).isEqualTo(ExitCode.RETRYABLE);
  }
}
