package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.PresignedUrls;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
  private final Set<String> actors = new TreeSet<>();
  private final FileStore store =
      new ObservedFileStore(
          new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(new ActorsListener()));
  private final FileStore files = Users.of(store, "ada");

  private final class ActorsListener implements OperationListener {
    @Override
    public boolean needsAll() {
      return true;
    }

    @Override
    public CallListener begin(StoreCall call) {
      actors.add(Actor.current().orElse("nobody"));
      return new CallListener() {
        @Override
        public void answered(Outcome outcome) {}
      };
    }
  }

  @Test
  void itIsAViewOfTheUsersDirectory() {
    files.write("settings.json", "{}");
    assertThat(store.readString(Locations.settingsFile("ada"))).isEqualTo("{}");
    assertThat(files.list("")).containsExactly("settings.json");
    files.close();
    assertThat(store.list("")).containsExactly("users/");
  }

  @Test
  void everyCallIsTheUsers() {
    files.write("a", "x");
    assertThat(files.readString("a")).isEqualTo("x");
    assertThat(files.exists("a")).isTrue();
    assertThat(files.list("")).hasSize(1);
    files.copy("a", "b");
    files.move("b", "c");
    files.delete("c");
    String etag = files.stat("a").orElseThrow().etag();
    files.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(etag));
    files.write("a", "x");
    try (Stream<byte[]> all = files.scoped("").readAll(java.util.List.of("a"))) {
      assertThat(all).hasSize(1);
    }
    assertThat(actors).containsExactly("ada");
  }

  @Test
  void theConversationsOfAUserAreUsedAsTheUser() {
    EventLog log = EventLog.of(store, "c1", "ada");
    log.append("{}");
    log.append("{}");
    log.replace(0, old -> "{\"id\": 0}");
    log.delete(0);
    try (EventFeed feed = log.follow(1);
        Stream<String> events = log.events(0)) {
      assertThat(feed.next(Duration.ofSeconds(9)).orElseThrow().id()).isOne();
      assertThat(events).hasSize(1);
    }
    ConversationStore conversations = ConversationStore.of(store, "ada");
    conversations.save(ConversationMetadata.of("c1"));
    assertThat(conversations.search(null, 20).conversations()).hasSize(1);
    conversations.delete("c1");
    assertThat(actors).containsExactly("ada");
  }

  @Test
  void inTheViewOfAUserALogIsTheUsersToo() {
    EventLog.of(files, "c1", null).append("{}");
    EventLog.v1(files, "v1/c1").append("{}");
    assertThat(actors).containsExactly("ada");
    assertThat(files.walk("").map(FileInfo::path).map(FilePath::toString))
        .satisfiesExactly(
            numbered -> assertThat(numbered).isEqualTo("sessions/c1/events/0.json"),
            indexed -> assertThat(indexed).startsWith("v1/c1/events/event-00000-"));
  }

  @Test
  void whatHasNoUserHasNoActor() {
    EventLog.of(store, "c1", null).append("{}");
    ConversationStore.of(store, "").save(ConversationMetadata.of("c1"));
    assertThat(actors).containsExactly("nobody");
  }

  @Test
  void whoeverIsNamedActsInstead() {
    Actor.as("admin", () -> files.exists("a"));
    assertThat(actors).containsExactly("admin");
  }

  @Test
  void anAbilityThatTheViewDoesNotHaveIsNotThere() {
    assertThat(files.unwrap(PresignedUrls.class)).isEmpty();
    assertThat(files.unwrap(UserFileStore.class)).isPresent();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {".", "..", "a/b", "a\n"})
  void anIdThatIsNoNameIsRefused(String userId) {
    assertThatThrownBy(() -> Users.of(store, userId)).isInstanceOf(InvalidFilePathException.class);
  }
}
