package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers of emulators and gateways that are not quite those of Google's API. */
@Tag("servers")
class UnusableAnswersTest extends ServerOfItsOwn {
  private void leaveOut(String field) {
    server.heal();
    String member = "\"" + field + "\":(\"[^\"]*\"|\\{[^}]*})";
    server.alter(Requests.all(), body -> body.replaceAll("(?<=\\{)" + member + ",|," + member, ""));
  }

  /** Fails in few requests, and says what is wrong. */
  private StorageFailureException fails(Runnable call) {
    server.forgetRequests();
    StorageFailureException e = assertThrows(StorageFailureException.class, call::run);
    assertThat(e).hasMessageContaining("is invalid");
    assertThat(server.requests()).hasSizeLessThan(8);
    return e;
  }

  /** Reads with metadata, which requires a request before. */
  private OpenedFile looked() {
    return store.read(FilePath.of("a"), ReadOptions.DEFAULTS);
  }

  @Test
  void anEmptyFileNeedsNoSize() {
    leaveOut("size");
    assertThat(store.write("a", "").size()).isZero();
    assertThat(store.stat("a").orElseThrow().size()).isZero();
    assertThat(looked().info().size()).isZero();
    try (var files = store.walk("")) {
      assertThat(files).hasSize(1);
    }
    assertThat(store.copy("a", "b").size()).isZero();
  }

  @Test
  void aFileWhoseSumIsThatOfBytesIsNotTakenForEmpty() {
    store.write("a", "x");
    leaveOut("size");
    assertThat(fails(() -> store.stat("a"))).hasMessageContaining("length");
    assertThat(fails(() -> looked().close())).hasMessageContaining("length");
  }

  @Test
  void whatMayBeMissingMay() {
    for (String field :
        List.of("updated", "timeCreated", "metageneration", "crc32c", "metadata", "contentType")) {
      leaveOut(field);
      store.write("a", "x");
      assertThat(store.stat("a")).as(field).isPresent();
      assertThat(store.readString("a")).as(field).isEqualTo("x");
      store.copy("a", "b");
      assertThat(store.list("")).as(field).containsExactly("a", "b");
    }
  }

  /** Answers each request for JSON with 200 and a text. */
  private void answer(String text) {
    server.heal();
    server.alter(Requests.all(), body -> text);
  }

  @Test
  void aSuccessThatHoldsARefusalIsNone() {
    store.write("a", "x");
    String error = "\"error\":{\"code\":403,\"message\":\"no\"}";
    for (String more : List.of("", ",\"kind\":\"storage#objects\"")) {
      answer("{" + error + more + "}");
      fails(() -> store.list(""));
    }
    answer("{" + error + ",\"done\":true}");
    fails(() -> store.copy("a", "b"));
    String object = "\"name\":\"a\",\"generation\":\"1\",\"size\":\"1\"";
    answer("{" + object + "," + error + "}");
    fails(() -> store.stat("a"));
    fails(() -> store.write("a", "x"));
  }

  @Test
  void aSuccessThatIsNoObjectOfJsonIsNone() {
    store.write("a", "x");
    for (String text : List.of("", "null", "[]", "\"x\"", "1")) {
      answer(text);
      fails(() -> store.list(""));
    }
    answer("null");
    fails(() -> store.stat("a"));
    fails(() -> store.write("b", "x"));
    fails(() -> store.copy("a", "b"));
  }

  @Test
  void aListingOfAnotherKindIsNone() {
    answer("{\"kind\":\"storage#buckets\",\"items\":[]}");
    fails(() -> store.list(""));
  }

  @Test
  void anObjectWithoutAGenerationOrANameIsNone() {
    store.write("a", "x");
    for (String field : List.of("generation", "name")) {
      leaveOut(field);
      fails(() -> store.write("b", "x"));
      fails(() -> store.write("b", new byte[2 * GcsLimits.PART_UNIT]));
      fails(() -> store.stat("a"));
      fails(() -> store.list(""));
      fails(() -> store.copy("a", "b"));
      fails(() -> store.clear());
    }
  }

  @Test
  void anAnswerThatIsNoJsonIsNotTakenForALostConnection() {
    store.write("a", "x");
    for (String body : List.of("", "<html>", "{\"name\": ", "[]", "{\"generation\": {}}", "{}")) {
      server.heal();
      server.alter(Requests.all(), truth -> body);
      fails(() -> store.stat("a"));
      fails(() -> store.list(""));
      if (!body.isEmpty()) {
        fails(() -> store.deleteAll(List.of("b", "c")));
      }
    }
  }

  @Test
  void aRangeOfAnUploadThatIsNoneIsAnError() {
    for (String range : List.of("bytes=zz", "bytes=5-9", "bytes=0-99999999999999999999", "-")) {
      network.heal();
      network.inject(Fault.answer(308, Map.of("Range", range), ""), Requests.of("PUT").first(1));
      StorageFailureException e = fails(() -> store.write("a", new byte[2 * GcsLimits.PART_UNIT]));
      assertThat(e).hasMessageContaining("which bytes the server has");
    }
  }

  @Test
  void anUploadThatNeverGetsFurtherEnds() {
    network.inject(Fault.answer(308, Map.of(), ""), Requests.of("PUT"));
    try (GoogleCloudFileStore hasty =
        GoogleCloudFileStore.builder("bucket")
            .endpoint(network.uri().toString())
            .partSize(GcsLimits.PART_UNIT)
            .retryDeadline(Duration.ofMillis(100))
            .build()) {
      assertThrows(
          FileStoreException.class, () -> hasty.write("a", new byte[2 * GcsLimits.PART_UNIT]));
    }
  }

  @Test
  void bytesOfAnotherGenerationAreNotRead() {
    store.write("a", "x");
    Map<String, String> other =
        Map.of("x-goog-generation", "17", "x-goog-stored-content-length", "1");
    network.inject(
        Fault.answer(200, other, "y"), Requests.where(r -> r.target().contains("alt=media")));
    fails(() -> looked().close());
  }

  @Test
  void headersThatAreNoNumbersAreAnError() {
    store.write("a", "x");
    for (String number : List.of("", "x", "-1", "99999999999999999999")) {
      network.heal();
      Map<String, String> headers =
          Map.of("x-goog-generation", number, "x-goog-stored-content-length", "1");
      network.inject(Fault.answer(200, headers, "y"), Requests.of("GET"));
      assertThrows(StorageFailureException.class, () -> store.readString("a"));
    }
  }

  /** Each page has a token that is new, and the same names. */
  @Test
  void aListingThatIsGivenAgainAndAgainEnds() {
    store.write("a", "x");
    for (int page = 1; page <= 2; page++) {
      String body =
          "{\"items\":[{\"name\":\"a\",\"generation\":\"5\"}],\"nextPageToken\":\"t" + page + "\"}";
      network.inject(
          Fault.answer(200, Map.of("Content-Type", "application/json"), body),
          Requests.of("GET").nth(page));
    }
    fails(() -> store.list(""));
  }

  @Test
  void aCopyThatGetsNoFurtherEnds() {
    store.write("a", "x");
    String body = "{\"done\":false,\"rewriteToken\":\"t\",\"objectSize\":\"1\"}";
    network.inject(
        Fault.answer(200, Map.of("Content-Type", "application/json"), body), Requests.of("POST"));
    try (GoogleCloudFileStore hasty =
        GoogleCloudFileStore.builder("bucket")
            .endpoint(network.uri().toString())
            .retryDeadline(Duration.ofMillis(100))
            .build()) {
      StorageFailureException e =
          assertThrows(StorageFailureException.class, () -> hasty.copy("a", "b"));
      assertThat(e).hasMessageContaining("makes no progress");
    }
  }

  @Test
  void aDeletionThatIsAnsweredByAPageIsNotDone() {
    store.write("a", "x");
    network.inject(Fault.answer(200, Map.of(), "<html>"), Requests.of("DELETE"));
    network.inject(Fault.answer(501, Map.of(), ""), Requests.of("POST"));
    fails(() -> store.deleteFile("a"));
    fails(() -> store.deleteAll(List.of("a", "b")));
    network.heal();
    network.inject(Fault.answer(200, Map.of(), ""), Requests.of("DELETE"));
    store.deleteFile("a");
  }

  @Test
  void aGenerationBelowOneIsNone() {
    store.write("a", "x");
    for (String generation : List.of("0", "-1")) {
      server.heal();
      server.alter(
          Requests.all(),
          body ->
              body.replaceAll("\"generation\":\"\\d+\"", "\"generation\":\"" + generation + "\""));
      fails(() -> store.stat("a"));
      fails(() -> store.write("b", "x"));
      fails(() -> store.write("b", new byte[2 * GcsLimits.PART_UNIT]));
    }
  }

  /** A proxy may answer so; no request of these has a condition of the caller. */
  @Test
  void aConditionThatNobodySetIsAFailure() {
    store.write("a", "x");
    for (int status : new int[] {409, 412}) {
      network.heal();
      network.inject(Fault.answer(status, Map.of(), ""), Requests.all());
      List<Runnable> calls =
          List.of(
              () -> store.deleteFile("a"),
              () -> store.deleteAll(List.of("a", "b")),
              () -> store.stat("a"),
              () -> store.list(""),
              () -> store.write("a", "y"),
              () -> store.copy("a", "b"));
      for (Runnable call : calls) {
        StorageFailureException e = assertThrows(StorageFailureException.class, call::run);
        assertThat(e).hasMessageContaining("status " + status);
      }
    }
  }
}
