package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.PermissionDeniedException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers make of a condition on a deletion, and what the store makes of the servers. */
@Tag("one-jdk")
class ConditionalDeletionTest {
  private static final String FILE = "/bucket/a";

  private final Map<String, String> etags = new ConcurrentSkipListMap<>();
  private final List<String> deletions = new CopyOnWriteArrayList<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicBoolean losesAnswer = new AtomicBoolean();
  private final HttpServer server = new HttpServer(this::answer);
  private volatile Habit habit = Habit.QUOTED;
  private final AtomicInteger conflicts = new AtomicInteger();
  private final S3FileStore store =
      new Server(server.uri(), "canary-id", "canary-secret")
          .in("bucket")
          .retryDeadline(Duration.ofMinutes(1))
          .build();

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  /** What a server does with {@code If-Match} of a deletion. */
  private enum Habit {
    /** As Amazon does. */
    QUOTED,
    /** It takes an etag without quotes alone. */
    BARE,
    /** It says 412 of what is missing. */
    MISSING_IS_UNMET,
    /** It refuses access to what is missing, as Amazon does who may not list the bucket. */
    MISSING_IS_FORBIDDEN,
    /** It says that it has deleted what is missing. */
    MISSING_IS_FINE,
    /** It deletes whatever is there. */
    IGNORED,
    /** It refuses whatever has one. */
    UNKNOWN,
    /** It answers as a portal does and deletes nothing that matches. */
    PORTAL
  }

  private HttpAnswer answer(HttpRequest request) throws IOException {
    String key = request.target().replaceFirst("\\?.*", "");
    request.body().skipNBytes(Long.parseLong(request.header("Content-Length").orElse("0")));
    return switch (request.method()) {
      case "PUT" -> put(key);
      case "DELETE" -> delete(key, request.header("If-Match").orElse(""));
      default -> look(key);
    };
  }

  private HttpAnswer look(String key) {
    String etag = etags.get(key);
    return etag == null ? status(404) : status(200).with("ETag", etag);
  }

  private HttpAnswer put(String key) {
    String etag = "\"e" + written.incrementAndGet() + "\"";
    etags.put(key, etag);
    return status(200).with("ETag", etag);
  }

  private HttpAnswer delete(String key, String ifMatch) {
    deletions.add(key + " " + ifMatch);
    if (key.equals(FILE) && losesAnswer.getAndSet(false)) {
      HttpAnswer lost = deleteIf(key, ifMatch);
      return lost.status() == 204 ? status(500) : lost;
    }
    if (key.equals(FILE) && conflicts.getAndDecrement() > 0) {
      return status(409);
    }
    boolean conditional = !ifMatch.isEmpty() && habit != Habit.IGNORED;
    return conditional ? deleteIf(key, ifMatch) : deleted(key);
  }

  private HttpAnswer deleteIf(String key, String ifMatch) {
    String present = etags.getOrDefault(key, "");
    if (habit == Habit.UNKNOWN) {
      return status(501);
    }
    if (present.isEmpty()) {
      return switch (habit) {
        case MISSING_IS_UNMET -> status(412);
        case MISSING_IS_FORBIDDEN -> status(403);
        case MISSING_IS_FINE -> status(204);
        default -> status(404);
      };
    }
    String wanted = habit == Habit.BARE ? present.replace("\"", "") : present;
    if (!wanted.equals(ifMatch)) {
      return status(412);
    }
    return habit == Habit.PORTAL && key.equals(FILE) ? status(200) : deleted(key);
  }

  private HttpAnswer deleted(String key) {
    etags.remove(key);
    return status(204);
  }

  private static HttpAnswer status(int status) {
    return HttpAnswer.of(status, Map.of(), new byte[0]);
  }

  private void deleteIfMatch(String etag) {
    store.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(etag));
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTED", "BARE", "MISSING_IS_UNMET", "MISSING_IS_FORBIDDEN"})
  void aServerThatKeepsTheConditionIsAskedForIt(Habit kept) {
    habit = kept;
    String old = store.write("a", "1").etag();
    String etag = store.write("a", "2").etag();
    assertThatThrownBy(() -> deleteIfMatch(old)).isInstanceOf(ConflictException.class);
    assertThat(etags).containsOnlyKeys(FILE);
    deletions.clear();
    deleteIfMatch(etag);
    assertThat(deletions).as("what was found out is remembered").hasSize(1);
    assertThat(etags).isEmpty();
  }

  @Test
  void theTrialIsMadeOnceAndOnAnObjectOfItsOwn() {
    String etag = store.write("a", "1").etag();
    deleteIfMatch(etag);
    assertThat(deletions).hasSize(5);
    assertThat(deletions.subList(0, 4))
        .as("nothing, another version, the present one, and what may be left")
        .allMatch(deletion -> deletion.startsWith("/bucket/.coffer/probe-"));
    assertThat(deletions.get(4)).isEqualTo(FILE + " \"" + etag + "\"");
  }

  @Test
  void aDeletionWhoseAnswerWasLostIsNeitherASuccessNorAConflict() {
    String etag = store.write("a", "1").etag();
    losesAnswer.set(true);
    assertThatThrownBy(() -> deleteIfMatch(etag))
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("delete a on ")
        .hasMessageContaining("it is not known");
    assertThat(etags).isEmpty();
    assertThatThrownBy(() -> deleteIfMatch(etag)).isInstanceOf(ConflictException.class);
  }

  @Test
  void aMissingFileIsAConflict() {
    String etag = store.write("a", "1").etag();
    deleteIfMatch(etag);
    assertThatThrownBy(() -> deleteIfMatch(etag))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("delete a on ")
        .hasMessageContaining("there is no such file");
  }

  @Test
  void accessThatIsRefusedIsNoConflict() {
    habit = Habit.MISSING_IS_FORBIDDEN;
    assertThatThrownBy(() -> deleteIfMatch("e1")).isInstanceOf(PermissionDeniedException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"MISSING_IS_FINE", "IGNORED", "UNKNOWN"})
  void aServerThatDoesNotKeepTheConditionIsNotTrustedWithIt(Habit other) {
    habit = other;
    String etag = store.write("a", "1").etag();
    for (String condition : List.of(etag, "other")) {
      assertThatThrownBy(() -> deleteIfMatch(condition))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("delete a on ")
          .hasMessageContaining("conditions on deletions");
    }
    assertThat(deletions).noneMatch(deletion -> deletion.startsWith(FILE + " "));
    assertThat(etags).as("nothing of the trial is left").containsOnlyKeys(FILE);
    store.deleteFile("a");
    store.deleteFile("a", DeleteOptions.DEFAULTS);
    assertThat(etags).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aDeletionWithoutAConditionTriesNothing(Habit any) {
    habit = any;
    String etag = store.write("a", "1").etag();
    assertThat(etag).isNotEmpty();
    store.deleteFile("a", DeleteOptions.DEFAULTS);
    assertThat(deletions).containsExactly(FILE + " ");
  }

  @Test
  void anEtagThatNoHeaderCanHoldIsAConflictWithoutARequest() {
    String etag = store.write("a", "1").etag();
    for (String pattern : List.of("*", "", "a, b", "W/\"" + etag + "\"", "\"" + etag + "\"")) {
      assertThatThrownBy(() -> deleteIfMatch(pattern)).isInstanceOf(ConflictException.class);
    }
    assertThat(deletions).isEmpty();
  }

  @Test
  void aServerThatIsBusyWithTheFileIsAskedAgainAndThenBelieved() {
    String etag = store.write("a", "1").etag();
    conflicts.set(2);
    assertThatThrownBy(() -> deleteIfMatch("other")).isInstanceOf(ConflictException.class);
    conflicts.set(2);
    deleteIfMatch(etag);
    assertThat(etags).isEmpty();
  }

  @Test
  void aSuccessThatIsNotThatOfADeletionIsNotBelieved() {
    habit = Habit.PORTAL;
    String etag = store.write("a", "1").etag();
    assertThatThrownBy(() -> deleteIfMatch(etag))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("the response does not prove that the file was deleted");
  }
}
