package com.example.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.HttpServer;
import java.net.ProtocolException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no other test gives: of proxies, and of slow copies. */
class AzureAnswersTest {
  private static final Map<String, String> HEAD =
      Map.of(
          "ETag", "\"v1\"",
          "Last-Modified", "Mon, 30 Nov 2026 20:49:58 GMT",
          "x-ms-version", "2024-11-04",
          "x-ms-copy-id", "1");

  private final CountDownLatch questions = new CountDownLatch(4);
  private final HttpServer server = new HttpServer(this::answer);
  private final FileStore store = Azurite.open(Azurite.config(server.uri(), "container"));
  private volatile String copy = "success";
  private volatile HttpAnswer missing = answer(404, Map.of("x-ms-error-code", "BlobNotFound"));

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  private HttpAnswer answer(HttpRequest request) throws ProtocolException {
    if (request.target().contains("missing") || request.method().equals("GET")) {
      return missing;
    }
    boolean begins = request.method().equals("PUT");
    if (!begins && request.target().contains("/b")) {
      questions.countDown();
    }
    return answer(begins ? 202 : 200, Map.of("x-ms-copy-status", begins ? "pending" : copy));
  }

  private static HttpAnswer answer(int status, Map<String, String> more) {
    HttpAnswer answer = HttpAnswer.of(status, HEAD, new byte[status == 200 ? 3 : 0]);
    for (Map.Entry<String, String> header : more.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  @Test
  void onlyTheServiceSaysThatAFileIsMissing() {
    assertThat(store.exists("missing")).isFalse();
    assertThrows(NotFoundException.class, () -> store.open("missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NotTheCodeOfABlob"})
  void a404OfAProxyIsNoMissingFile(String code) {
    missing = answer(404, code.isEmpty() ? Map.of() : Map.of("x-ms-error-code", code));
    assertThrows(StorageFailureException.class, () -> store.exists("missing"));
    assertThrows(StorageFailureException.class, () -> store.open("missing"));
    assertThrows(StorageFailureException.class, () -> store.deleteFile("missing"));
    assertThrows(StorageFailureException.class, () -> store.list(""));
  }

  @Test
  void aCopyIsReportedWhenItIsComplete() {
    assertThat(store.copy("a", "b").etag()).isEqualTo("v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "aborted"})
  void aCopyThatFailedIsAnError(String status) {
    copy = status;
    StorageFailureException e =
        assertThrows(StorageFailureException.class, () -> store.copy("a", "b"));
    assertThat(e).hasStackTraceContaining("the copy is " + status);
  }

  @Test
  void closingTheStoreEndsTheQuestionsForACopy() throws Exception {
    copy = "pending";
    FutureTask<Object> copying = new FutureTask<>(() -> store.copy("a", "b"));
    new Thread(copying).start();
    questions.await();
    store.close();
    assertThat(assertThrows(ExecutionException.class, copying::get))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests.concurrency=0",
        "part-size=0",
        "part-size=2GiB",
        "timeout.attempt=10ms",
        "timeout.connect=0s"
      })
  void aSettingThatIsNotPossibleIsRefusedWhenTheStoreIsOpened(String setting) {
    String[] option = setting.split("=");
    assertThrows(
        ConfigurationException.class,
        () ->
            Azurite.open(
                Azurite.config(server.uri(), "container").option(option[0], option[1])));
  }
}
