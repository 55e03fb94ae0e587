package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a conversation of the second generation. */
class ConversationStateStoreTest {
  private static final String DIRECTORY = "conversations/0123abcd";
  private static final String FILE = DIRECTORY + "/base_state.json";

  private final FileStore store = new InMemoryFileStore();
  private final ConversationStateStore states = ConversationStateStore.v1(store, DIRECTORY + "/");

  @Test
  void withoutAFileThereIsNoState() {
    assertThat(states.load()).isEmpty();
    assertThat(store.walk("")).isEmpty();
  }

  @Test
  void theFirstChangeCreatesTheFile() {
    ConversationState written = states.update(now -> now.with("id", "\"0123abcd\""));
    assertThat(store.readString(FILE)).isEqualTo("{\"id\":\"0123abcd\"}");
    assertThat(states.load()).contains(written);
    assertThat(written).hasSameHashCodeAs(states.load().orElseThrow());
  }

  @Test
  void whatIsNotChangedStaysInItsOrderAndForm() {
    store.write(
        FILE,
        "{ \"id\": \"\\u00fc 🎉\", \"agent\": {\"llm\": {\"api_key\": \"**********\", \"x\":"
            + " null}},\"max\": 1.50, \"big\": 123456789012345678901234567890, \"stats\": [1e5,"
            + " NaN] }");
    states.update(now -> now.with("max", "2").with("execution_status", "\"paused\""));
    assertThat(store.readString(FILE))
        .isEqualTo(
            "{\"id\":\"ü 🎉\",\"agent\":{\"llm\":{\"api_key\":\"**********\",\"x\":null}},"
                + "\"max\":2,\"big\":123456789012345678901234567890,\"stats\":[1e5,NaN],"
                + "\"execution_status\":\"paused\"}");
  }

  @Test
  void aFieldOfNullIsNotThereAndIsLeftOut() {
    ConversationState state = ConversationState.parse("{\"a\":null,\"b\":{\"c\": 1},\"d\":2}");
    assertThat(state.get("a")).isEmpty();
    assertThat(state.get("x")).isEmpty();
    assertThat(state.get("b")).contains("{\"c\":1}");
    assertThat(state.fields()).containsExactly("a", "b", "d");
    assertThat(state.with("b", "null").without("a").toJson()).isEqualTo("{\"d\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "text", "1 2", "'a'"})
  void whatIsNoValueIsRefused(String json) {
    assertThatThrownBy(() -> ConversationState.EMPTY.with("a", json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'a': ")
        .hasMessageContaining("a text has its quotes");
  }

  @Test
  void noChangeOfSeveralWritersIsLost() throws Exception {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      String field = "w" + writer;
      writers.add(CompletableFuture.runAsync(() -> countTo(field, 10)));
    }
    for (CompletableFuture<Void> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }
    assertThat(states.load().orElseThrow().fields()).hasSize(4);
    assertThat(states.load().orElseThrow().toJson()).contains("w0\":10", "w1\":10", "w3\":10");
  }

  private void countTo(String field, int times) {
    for (int i = 0; i < times; i++) {
      states.update(
          now -> now.with(field, "" + (Integer.parseInt(now.get(field).orElse("0")) + 1)));
    }
  }

  @Test
  void aChangeIsMadeAgainOnWhatAnotherLeft() {
    AtomicInteger writes = new AtomicInteger();
    FileStore racing =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            if (writes.getAndIncrement() == 0) {
              store.write(FILE, "{\"other\":1}");
            }
            return super.write(path, content, options);
          }
        };
    ConversationStateStore.v1(racing, DIRECTORY).update(now -> now.with("mine", "true"));
    assertThat(store.readString(FILE)).isEqualTo("{\"other\":1,\"mine\":true}");
    assertThat(writes).hasValue(2);
  }

  @Test
  void aFileThatIsNoStateIsAnErrorAndStays() {
    for (String text : List.of("{\"token\":\"s3cret", "[\"s3cret\"]", "")) {
      store.write(FILE, text);
      assertThatThrownBy(() -> states.update(now -> now))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(FILE)
          .hasMessageNotContaining("s3cret");
      assertThat(store.readString(FILE)).isEqualTo(text);
    }
  }

  @Test
  void aDirectoryOfThatNameIsAConflict() {
    store.write(FILE + "/x", "");
    assertThatThrownBy(() -> states.update(now -> now)).isInstanceOf(ConflictException.class);
  }

  @Test
  void nothingOfItIsShown() {
    ConversationState state = ConversationState.EMPTY.with("token", "\"s3cret\"");
    assertThat(state).hasToString("ConversationState[token]");
    assertThat(states).hasToString("ConversationStateStore[" + FILE + "]");
  }

  @Test
  void aDirectoryThatLeadsOutOfTheStoreIsRefused() {
    assertThatThrownBy(() -> ConversationStateStore.v1(store, "../x"))
        .isInstanceOf(InvalidFilePathException.class);
  }
}
