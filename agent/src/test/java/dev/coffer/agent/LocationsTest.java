package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocationsTest {
  @ParameterizedTest
  @NullAndEmptySource
  void withoutAUserConversationsAreSessions(String nobody) {
    assertThat(Locations.conversationDir("s1", nobody)).isEqualTo("sessions/s1/");
    assertThat(Locations.eventsDir("s1", nobody)).isEqualTo("sessions/s1/events/");
    assertThat(Locations.eventFile("s1", 7, nobody)).isEqualTo("sessions/s1/events/7.json");
    assertThat(Locations.metadataFile("s1", nobody)).isEqualTo("sessions/s1/metadata.json");
  }

  @Test
  void aUserHasConversationsOfItsOwn() {
    String directory = "users/u/conversations/s1/";
    assertThat(Locations.conversationDir("s1", "u")).isEqualTo(directory);
    assertThat(Locations.eventsDir("s1", "u")).isEqualTo(directory + "events/");
    assertThat(Locations.eventFile("s1", 12, "u")).isEqualTo(directory + "events/12.json");
    assertThat(Locations.eventFile("s1", "e-4f", "u")).isEqualTo(directory + "events/e-4f.json");
  }

  @Test
  void aConversationHasSixFilesOfItsOwn() {
    String directory = "users/u/conversations/s1/";
    assertThat(Locations.metadataFile("s1", "u")).isEqualTo(directory + "metadata.json");
    assertThat(Locations.initFile("s1", "u")).isEqualTo(directory + "init.json");
    assertThat(Locations.agentStateFile("s1", "u")).isEqualTo(directory + "agent_state.pkl");
    assertThat(Locations.llmRegistryFile("s1", "u")).isEqualTo(directory + "llm_registry.json");
    assertThat(Locations.statsFile("s1", "u")).isEqualTo(directory + "conversation_stats.pkl");
    assertThat(Locations.experimentConfigFile("s1", "u")).isEqualTo(directory + "exp_config.json");
  }

  @Test
  void settingsAndSecretsLieAtTheRootOfTheirUser() {
    assertThat(Locations.userRoot("u")).isEqualTo("users/u/");
    assertThat(Locations.settingsFile("u")).isEqualTo("users/u/settings.json");
    assertThat(Locations.secretsFile("u")).isEqualTo("users/u/secrets.json");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void withoutAUserTheRootIsThatOfTheStore(String nobody) {
    assertThat(FilePath.of(Locations.userRoot(nobody))).isEqualTo(FilePath.ROOT);
    assertThat(Locations.settingsFile(nobody)).isEqualTo("settings.json");
    assertThat(Locations.secretsFile(nobody)).isEqualTo("secrets.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".", "..", "/", "a/b", "/a", "a/", "../a", "a\\b", "a\nb", "\u0000", "\ud800", ".coffer",
        ".COFFER", "\u2028"
      })
  void anIdThatIsNoSegmentIsRefusedEverywhere(String id) {
    List<UnaryOperator<String>> places =
        List.of(
            bad -> Locations.conversationDir(bad, null),
            bad -> Locations.conversationDir("s", bad),
            bad -> Locations.eventFile("s", bad, null),
            bad -> Locations.eventFile(bad, 1, "u"),
            bad -> Locations.statsFile(bad, "u"),
            Locations::userRoot,
            Locations::secretsFile);
    for (UnaryOperator<String> place : places) {
      assertThatThrownBy(() -> place.apply(id)).isInstanceOf(InvalidFilePathException.class);
    }
  }

  @ParameterizedTest
  @NullAndEmptySource
  void aConversationMustHaveAnId(String id) {
    assertThatThrownBy(() -> Locations.conversationDir(id, "u"))
        .isInstanceOf(InvalidFilePathException.class)
        .hasMessageContaining("conversation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "...", "%2e%2e", "a b", "~", "\ud83d\ude00", "ada@example.org"})
  void anyOtherIdIsKeptAsItIs(String id) {
    assertThat(Locations.userRoot(id)).isEqualTo("users/" + id + "/");
  }

  @Test
  void anIdHasAtMost255BytesWithItsEnding() {
    String longest = "s".repeat(255);
    assertThat(Locations.conversationDir(longest, null)).isEqualTo("sessions/" + longest + "/");
    assertThatThrownBy(() -> Locations.conversationDir(longest + "s", null))
        .isInstanceOf(InvalidFilePathException.class);
    assertThatThrownBy(() -> Locations.eventFile("s", longest, null))
        .isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void numbersOfEventsAreNotPaddedAndNotNegative() {
    assertThat(Locations.eventFile("s", 0, null)).endsWith("/0.json");
    assertThat(Locations.eventFile("s", 10_000_000_000L, null)).endsWith("/10000000000.json");
    assertThatThrownBy(() -> Locations.eventFile("s", -1, null))
        .isInstanceOf(InvalidFilePathException.class)
        .hasMessageContaining("negative");
  }
}
