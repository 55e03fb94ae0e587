package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.DeleteOptions;
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
