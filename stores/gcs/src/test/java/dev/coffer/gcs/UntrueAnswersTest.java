package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.StorageFailureException;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of the right form that tell of another object than the one that was written. */
class UntrueAnswersTest extends ServerOfItsOwn {
  private static final String COPIED = "{\"done\":true,\"resource\":%s}";

  /** Nothing reaches the server. */
  private void answer(String method, String body) {
    network.heal();
    network.inject(
        Fault.answer(200, Map.of("Content-Type", "application/json"), body), Requests.of(method));
  }

  private static String object(String name, int size, String more) {
    return "{\"name\":\"%s\",\"size\":\"%d\",\"generation\":\"9000000000000000\"%s}"
        .formatted(name, size, more);
  }

  private static void fails(Runnable call) {
    StorageFailureException e = assertThrows(StorageFailureException.class, call::run);
    assertThat(e).hasMessageContaining("is invalid");
  }

  private static List<String> others(String name, int size) {
    return List.of(
        object("other", size, ""),
        object(name, 99, ""),
        object(name, size, ",\"crc32c\":\"AAAAAA==\""),
        object(name, size, ",\"metadata\":{\"coffer.write\":\"another\"}"),
        object(name, size, ",\"metadata\":{}"));
  }

  @Test
  void aWriteThatIsAnsweredWithAnotherObjectIsNotDone() {
    for (String other : others("a", 3)) {
      answer("POST", other);
      fails(() -> store.write("a", "new"));
    }
    network.heal();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void theEndOfAnUploadThatIsAnsweredWithAnotherObjectIsNone() {
    for (String other : others("a", 2 * GcsLimits.PART_UNIT)) {
      network.heal();
      network.inject(Fault.answer(200, Map.of(), other), Requests.of("PUT").from(2));
      fails(() -> store.write("a", new byte[2 * GcsLimits.PART_UNIT]));
    }
  }

  @Test
  void anUploadThatEndsBeforeAllBytesWereSentIsNone() {
    answer("PUT", object("a", GcsLimits.PART_UNIT, ""));
    fails(() -> store.write("a", new byte[2 * GcsLimits.PART_UNIT]));
  }

  @Test
  void aCopyThatIsAnsweredWithAnotherObjectIsNoneAndAMoveKeepsItsSource() {
    store.write("a", "new");
    for (String other : others("b", 3)) {
      answer("POST", COPIED.formatted(other));
      fails(() -> store.copy("a", "b"));
      fails(() -> store.move("a", "b"));
    }
    network.heal();
    assertThat(store.list("")).containsExactly("a");
  }

  @Test
  void aMoveWhoseAnswerProvesNothingKeepsItsSource() {
    store.write("a", "new");
    answer("POST", COPIED.formatted(object("b", 3, "")));
    store.copy("a", "b");
    fails(() -> store.move("a", "b"));
    network.heal();
    assertThat(store.list("")).containsExactly("a");
  }

  /** It has the same size and the same bytes, and was there before. */
  @Test
  void theFileThatWasThereBeforeIsNotTakenForTheNewOne() {
    store.write("a", "new");
    long generation = GcsEtags.generation(store.write("b", "new").etag()).orElseThrow();
    String old = object("b", 3, "").replace("9000000000000000", String.valueOf(generation));
    answer("POST", old);
    fails(() -> store.write("b", "new"));
    answer("POST", COPIED.formatted(old));
    fails(() -> store.move("a", "b"));
    network.heal();
    assertThat(store.list("")).containsExactly("a", "b");
  }

  @Test
  void aWriteThatWasDoneAndAnsweredWronglyIsFoundOut() {
    server.alter(Requests.of("POST").first(1), body -> body.replace("\"a\"", "\"other\""));
    store.write("a", "new");
    assertThat(store.readString("a")).isEqualTo("new");
  }
}
