package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.config.Secret;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationFilesTest {
  private static final byte[] PICKLE = "gASVAAAA".getBytes(StandardCharsets.US_ASCII);

  private final FileStore store = new InMemoryFileStore();
  private final ConversationFiles ada = ConversationFiles.of(store, "c1", "ada");
  private final ConversationFiles nobody = ConversationFiles.of(store, "c1", null);

  @Test
  void whatIsMissingIsEmpty() {
    assertThat(ada.agentState()).isEmpty();
    assertThat(ada.statistics()).isEmpty();
    assertThat(ada.tasks()).isEmpty();
    assertThat(ada.experiment()).isEmpty();
    assertThatThrownBy(() -> ConversationFiles.of(store, "..", "ada"))
        .isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void theStateIsFoundWhereItWasAndSavedWhereItBelongs() {
    nobody.saveAgentState(PICKLE);
    assertThat(ada.agentState()).hasValueSatisfying(state -> assertThat(state).isEqualTo(PICKLE));
    ada.saveAgentState(new byte[] {'x'});
    assertThat(store.exists("sessions/c1/agent_state.pkl")).isFalse();
    assertThat(store.readString("users/ada/conversations/c1/agent_state.pkl")).isEqualTo("x");
    nobody.saveAgentState(PICKLE);
    assertThat(nobody.agentState()).isPresent();
  }

  @Test
  void picklesAreCopiedAsTheyAre() {
    byte[] noPickle = {(byte) 0x80, 0, (byte) 0xFF};
    nobody.saveAgentState(noPickle);
    ada.saveStatistics(PICKLE);
    ConversationFiles bob = ConversationFiles.of(store, "c2", "bob");
    ada.copyTo(bob);
    assertThat(bob.agentState()).hasValueSatisfying(copy -> assertThat(copy).isEqualTo(noPickle));
    assertThat(bob.statistics()).hasValueSatisfying(copy -> assertThat(copy).isEqualTo(PICKLE));
    ConversationFiles.of(store, "none", "ada").copyTo(bob);
    assertThat(bob.agentState()).isPresent();
  }

  @Test
  void theTasksAreText() {
    ada.saveTasks("- [ ] Tür 🎉\n");
    assertThat(ada.tasks()).contains("- [ ] Tür 🎉\n");
    assertThat(store.exists("users/ada/conversations/c1/TASKS.md")).isTrue();
  }

  @Test
  void theFirstExperimentStays() {
    assertThat(ada.createExperiment(Optional.of(Map.of("k", "v")))).isTrue();
    assertThat(ada.createExperiment(Optional.empty())).isFalse();
    assertThat(store.readString("users/ada/conversations/c1/exp_config.json"))
        .isEqualTo("{\"config\": {\"k\": \"v\"}}");
    assertThat(ada.experiment()).contains(Map.of("k", "v"));
    assertThat(nobody.createExperiment(Optional.empty())).isTrue();
    assertThat(store.readString("sessions/c1/exp_config.json")).isEqualTo("{\"config\": null}");
    assertThat(nobody.experiment()).isEmpty();
    store.write("sessions/c1/exp_config.json", "{\"config\": {\"k\": 1}}");
    assertThatThrownBy(nobody::experiment).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void allProcessesGetOneSecretForTokens() {
    Set<Secret> secrets = Collections.synchronizedSet(new HashSet<>());
    IntStream.range(0, 8).parallel().forEach(i -> secrets.add(JwtSecret.of(store)));
    assertThat(secrets).singleElement().hasToString("***");
    assertThat(store.readString(".jwt_secret")).matches("[0-9a-f]{32}");
    store.write(".jwt_secret", " \n");
    assertThatThrownBy(() -> JwtSecret.of(store)).isInstanceOf(CorruptFileException.class);
  }
}
