package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The verbs on Google Cloud Storage. */
@Tag("one-jdk")
class GoogleCloudTest extends BucketVerbs {
  private final Shell shell = shell();

  GoogleCloudTest() {
    super(Cloud.newStore(), Cloud::env);
  }

  @Test
  void doctorTellsThePlaceAndTriesEachRight() {
    Shell.Result result = shell.run("doctor");
    assertThat(result.out())
        .contains(
            "\nendpoint      " + Cloud.server().uri() + "\n",
            "\nprefix        data/\n",
            "\ncredentials   none are sent\n",
            "\nwrite         ok: ",
            "\nread          ok: ",
            "\nlist          ok: ",
            "\ndelete        ok: ",
            "\nparts         ok: ");
    assertThat(result.code()).isZero();
    assertDone(shell.run("ls", "-r"), "");
  }

  @Test
  void whatAPruneRemovedIsShownAndRestored() {
    Cloud.server()
        .createBucket(
            "soft-deletion",
            Map.of(
                "versioning", Map.of("enabled", true),
                "softDeletePolicy", Map.of("retentionDurationSeconds", "604800")));
    Shell soft =
        new Shell(
            Map.of(
                "COFFER_STORE",
                "gs://soft-deletion?versioning=on&endpoint=" + Cloud.server().uri()),
            new byte[0],
            Terminals.NONE);
    for (String text : List.of("1", "22", "333")) {
      assertDone(soft.withInput(text).run("put", "-", "d/a"), "");
    }
    assertThat(soft.run("prune", "--keep", "1").out()).contains("removed 1 version of 1 file");
    String line = soft.run("versions", "--soft-deleted", "d").out();
    assertThat(line)
        .matches("d/a: 1 byte, removed \\S+, there until \\S+, version soft-deleted-\\d+\n");
    assertThat(soft.run("versions", "--soft-deleted", "--json", "d/a").out())
        .startsWith("{\"path\":\"d/a\",\"id\":\"soft-deleted-");
    String id = line.strip().substring(line.lastIndexOf(' ') + 1);
    assertThat(soft.run("restore", "--version", id, "d/a").out())
        .startsWith("restored d/a: 1 byte");
    assertDone(soft.run("cat", "d/a"), "1");
    assertThat(soft.run("restore", "--version", "soft-deleted-1", "d/a").code())
        .isEqualTo(ExitCode.FILE_NOT_FOUND);
  }

  @Test
  void aSharedUrlReadsTheFileAndOneForWritingWritesIt() throws Exception {
    assertDone(shell.withInput("hello").run("put", "-", "a"), "");
    String signing = store() + "&credentials=" + key();
    Shell.Result read = shell.run("share", "a", "--for", "1h", "--store", signing);
    assertThat(read.err()).isEmpty();
    assertThat(send(HttpRequest.newBuilder(URI.create(read.out().strip()))).body())
        .isEqualTo("hello");
    Shell.Result write =
        shell.run(
            "share",
            "b",
            "--for",
            "1m",
            "--write",
            "--size",
            "5",
            "--type",
            "text/plain",
            "--store",
            signing);
    assertThat(write.err())
        .contains("content-type: text/plain", "x-goog-content-length-range: 5,5");
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(write.out().strip()))
            .header("Content-Type", "text/plain")
            .header("x-goog-content-length-range", "5,5")
            .PUT(HttpRequest.BodyPublishers.ofString("12345"));
    assertThat(send(put).statusCode()).isEqualTo(200);
    assertDone(shell.run("cat", "b"), "12345");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The file of a key that the server trusts. */
  private Path key() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    String name = UUID.randomUUID() + "@test.iam.gserviceaccount.com";
    Cloud.server().trust(name, keys.getPublic());
    String pem = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    return Files.writeString(
        directory().resolve("key.json"),
        """
        {"type": "service_account", "project_id": "p", "private_key_id": "i", "client_id": "1",
         "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
         "client_email": "%s", "token_uri": "http://127.0.0.1:1/token"}
        """
            .formatted(pem, name));
  }

  @Test
  void anEndpointWhereNothingListensIsRetryableAndNoFileIsMissing() {
    String away = "gs://bucket/data?endpoint=http://127.0.0.1:1&request.give-up-after=1ms";
    Shell nowhere = new Shell(Cloud.env(away), new byte[0], Terminals.NONE);
    assertThat(nowhere.run("cat", "a").code()).isEqualTo(ExitCode.RETRYABLE);
  }
}
