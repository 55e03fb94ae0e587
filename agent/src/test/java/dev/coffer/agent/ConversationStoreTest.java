package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata in files {@code metadata.json}, in the form of the existing server. */
class ConversationStoreTest {
  /** As the existing server writes it. */
  private static final String WRITTEN =
      "{\"conversation_id\":\"c03\",\"selected_repository\":\"o/r\",\"user_id\":null,\"selected_branch\":null,\"git_provider\":\"github\",\"title\":\"T\u00edtulo"
          + " 3 \ud83c\udf89\",\"last_updated_at\":null,\"trigger\":\"gui\",\"pr_number\":[3],"
          + "\"created_at\":\"2026-11-30T04:12:16.282682Z\",\"llm_model\":null,"
          + "\"accumulated_cost\":0.0,\"prompt_tokens\":0,\"completion_tokens\":0,"
          + "\"total_tokens\":0,\"sandbox_id\":null,\"conversation_version\":null}";

  private final FileStore store = new InMemoryFileStore();
  private final ConversationStore conversations = ConversationStore.of(store);

  private void put(String id, String json) {
    store.write("sessions/" + id + "/metadata.json", json);
  }

  private void put(String id, int minute) {
    conversations.save(
        ConversationMetadata.of(
            id, ConversationTime.parse(String.format("2026-11-30T04:%02d:00Z", minute))));
  }

  private static List<String> ids(ConversationPage page) {
    return page.conversations().stream().map(ConversationMetadata::conversationId).toList();
  }

  // ---- One conversation

  @Test
  void aFileOfTheExistingServerIsReadAndWrittenTheSame() {
    put("c03", WRITTEN);
    ConversationMetadata metadata = conversations.get("c03");
    assertThat(metadata.title()).contains("T\u00edtulo 3 \ud83c\udf89");
    assertThat(metadata.selectedRepository()).contains("o/r");
    assertThat(metadata.gitProvider()).contains("github");
    assertThat(metadata.trigger()).contains("gui");
    assertThat(metadata.pullRequests()).containsExactly(3L);
    assertThat(metadata.createdAt()).hasToString("2026-11-30T04:12:16.282682Z");
    assertThat(metadata.userId()).isEmpty();
    assertThat(metadata.accumulatedCost()).isZero();
    store.clear();
    conversations.save(metadata);
    assertThat(store.readString("sessions/c03/metadata.json")).isEqualTo(WRITTEN);
  }

  @Test
  void newMetadataHaveTheDefaultsOfTheExistingServer() {
    put("c1", 1);
    assertThat(store.readString("sessions/c1/metadata.json"))
        .isEqualTo(
            WRITTEN
                .replace("c03", "c1")
                .replace("\"o/r\"", "null")
                .replace("\"github\"", "null")
                .replace("\"gui\"", "null")
                .replace("\"T\u00edtulo 3 \ud83c\udf89\"", "null")
                .replace("[3]", "[]")
                .replace("12:16.282682", "01:00"));
  }

  @Test
  void fieldsThatNobodyKnowsAreKeptAndTheOldUserIsDropped() {
    put(
        "c1",
        "{\"new\": {\"b\": 1, \"a\": 2.50}, \"created_at\": 0, \"github_user_id\": \"7\","
            + " \"selected_repository\": null, \"conversation_id\": \"c1\"}");
    conversations.save(conversations.get("c1").title("x"));
    assertThat(store.readString("sessions/c1/metadata.json"))
        .startsWith("{\"conversation_id\":\"c1\",\"selected_repository\":null,")
        .contains("\"title\":\"x\"", "\"created_at\":\"1970-01-01T00:00:00Z\"")
        .endsWith("\"conversation_version\":null,\"new\":{\"b\":1,\"a\":2.50}}");
  }

  @Test
  void whatAFileDoesNotSayHasItsDefault() {
    put("c1", "{ \"selected_repository\": null, \"created_at\": 0,\n\"conversation_id\": \"c1\" }");
    ConversationMetadata metadata = conversations.get("c1");
    assertThat(metadata.pullRequests()).isEmpty();
    assertThat(metadata.accumulatedCost()).isZero();
    assertThat(metadata.totalTokens()).isZero();
    assertThat(metadata.title()).isEmpty();
    assertThat(metadata.trigger()).isEmpty();
    conversations.save(metadata);
    assertThat(store.readString("sessions/c1/metadata.json"))
        .isEqualTo(ConversationMetadata.of("c1", metadata.createdAt()).toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git_provider github gitlab bitbucket azure_devops enterprise_sso",
        "trigger resolver gui suggested_task openhands_api slack microagent_management jira jira_dc"
            + " linear bitbucket"
      })
  void whoeverTheExistingServerKnowsIsKnownHere(String fieldAndNames) {
    String[] words = fieldAndNames.split(" ");
    for (String name : List.of(words).subList(1, words.length)) {
      String field = "\"" + words[0] + "\":\"" + name + "\"";
      put("c1", WRITTEN.replaceFirst("\"" + words[0] + "\":\"[a-z]+\"", field));
      conversations.save(conversations.get("c1"));
      assertThat(store.readString("sessions/c03/metadata.json")).contains(field);
    }
  }

  @Test
  void whatIsSetIsWritten() {
    ConversationMetadata metadata =
        ConversationMetadata.of("c", ConversationTime.parse("2026-01-01T00:00:00"))
            .userId("ada")
            .selectedRepository("o/r")
            .selectedBranch("main")
            .gitProvider("gitlab")
            .trigger("slack")
            .llmModel("m")
            .sandboxId("s")
            .conversationVersion("V0")
            .pullRequests(List.of(1L, 2L))
            .usage(0.25, 3, 4)
            .lastUpdatedAt(ConversationTime.parse("2026-01-02T00:00:00.5+02:00"));
    assertThat(metadata.toJson())
        .isEqualTo(
            "{\"conversation_id\":\"c\",\"selected_repository\":\"o/r\",\"user_id\":\"ada\","
                + "\"selected_branch\":\"main\",\"git_provider\":\"gitlab\",\"title\":null,"
                + "\"last_updated_at\":\"2026-01-02T00:00:00.500000+02:00\",\"trigger\":\"slack\","
                + "\"pr_number\":[1,2],\"created_at\":\"2026-01-01T00:00:00\",\"llm_model\":\"m\","
                + "\"accumulated_cost\":0.25,\"prompt_tokens\":3,\"completion_tokens\":4,"
                + "\"total_tokens\":7,\"sandbox_id\":\"s\",\"conversation_version\":\"V0\"}");
    assertThat(ConversationMetadata.parse(metadata.toJson())).isEqualTo(metadata);
    assertThat(metadata.totalTokens()).isEqualTo(7);
    assertThat(metadata.title("x").title(null)).isEqualTo(metadata);
    assertThat(metadata).hasToString("ConversationMetadata(c)");
  }

  @Test
  void aMissingConversationIsNotFound() {
    assertThatThrownBy(() -> conversations.get("c1"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("sessions/c1/metadata.json on memory");
    assertThat(conversations.exists("c1")).isFalse();
  }

  @Test
  void aFileWithoutTheTimeOfItsCreationIsNotFoundAndWithANullIsCorrupt() {
    put("old", "{\"conversation_id\":\"old\",\"selected_repository\":null}");
    assertThatThrownBy(() -> conversations.get("old")).isInstanceOf(NotFoundException.class);
    assertThat(conversations.exists("old")).isTrue();
    put("bad", WRITTEN.replace("\"2026-11-30T04:12:16.282682Z\"", "null"));
    assertThatThrownBy(() -> conversations.get("bad"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("'created_at' is wrong: it should be a time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"trigger\":\"cron\"",
        "\"git_provider\":\"sourceforge\"",
        "\"title\":7",
        "\"pr_number\":null",
        "\"pr_number\":[1e30000000]",
        "\"created_at\":999999999999999",
        "\"pr_number\":[1.5]",
        "\"prompt_tokens\":\"many\"",
        "\"accumulated_cost\":null",
        "\"last_updated_at\":\"yesterday\"",
        "\"last_updated_at\":1e999999999",
        "\"conversation_id\":null"
      })
  void aWrongValueIsAnErrorThatNamesItAndTheFile(String field) {
    put("c1", WRITTEN.substring(0, WRITTEN.length() - 1) + "," + field + "}");
    String name = field.substring(1, field.indexOf('"', 1));
    assertThatThrownBy(() -> conversations.get("c1"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("read sessions/c1/metadata.json on memory")
        .hasMessageContaining("'" + name + "' is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversation_id", "selected_repository"})
  void aMissingFieldThatMustBeThereIsAnError(String field) {
    put("c1", WRITTEN.replace("\"" + field + "\"", "\"x\""));
    assertThatThrownBy(() -> conversations.get("c1"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("'" + field + "' is missing");
  }

  @Test
  void textThatIsNoJsonIsCorruptAndNotMissing() {
    put("c1", "{\"conversation_id\":");
    assertThatThrownBy(() -> conversations.get("c1")).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aFileThatIsBeingWrittenInPlaceIsReadAgain() {
    put("c03", "");
    String path = "sessions/c03/metadata.json";
    ConversationStore late = ConversationStore.of(new HealingFileStore(store, path, WRITTEN, 3));
    assertThat(late.get("c03").title()).isPresent();
    put("c03", WRITTEN.substring(0, 50));
    ConversationStore again = ConversationStore.of(new HealingFileStore(store, path, WRITTEN, 3));
    assertThat(ids(again.search(null, 20))).containsExactly("c03");
  }

  @Test
  void deletingTakesTheWholeConversationAndNothingElse() {
    put("c1", 1);
    put("c10", 2);
    EventLog.of(store, "c1", null).append("{}");
    conversations.delete("c1");
    conversations.delete("c1");
    assertThat(store.walk("").map(file -> file.path().toString()))
        .containsExactly("sessions/c10/metadata.json");
  }

  @Test
  void aConversationBelongsToTheUserWhomItNames() {
    conversations.save(ConversationMetadata.of("c1").userId("ada"));
    put("c2", 1);
    assertThat(conversations.isOwnedBy("c1", "ada")).isTrue();
    assertThat(conversations.isOwnedBy("c1", "bob")).isFalse();
    assertThat(conversations.isOwnedBy("c2", "ada")).isFalse();
  }

  @Test
  void anUpdateLosesNothingThatWasWrittenMeanwhile() {
    put("c1", 1);
    int[] calls = {0};
    conversations.update(
        "c1",
        old -> {
          if (calls[0]++ == 0) {
            conversations.save(conversations.get("c1").llmModel("m"));
          }
          return old.title("t");
        });
    assertThat(conversations.get("c1").llmModel()).contains("m");
    assertThat(conversations.get("c1").title()).contains("t");
    assertThatThrownBy(() -> conversations.update("c2", old -> old))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anIdThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> conversations.save(ConversationMetadata.of("../x")))
        .isInstanceOf(InvalidFilePathException.class);
    assertThatThrownBy(() -> conversations.delete("")).isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void severalAreReadInTheOrderOfTheirIdsAndTheFirstErrorCounts() {
    put("a", 1);
    put("b", 2);
    assertThat(conversations.getAll(List.of("b", "a", "b")))
        .extracting(ConversationMetadata::conversationId)
        .containsExactly("b", "a", "b");
    assertThatThrownBy(() -> conversations.getAll(List.of("a", "x", "..")))
        .isInstanceOf(NotFoundException.class);
  }

  // ---- Searches

  @Test
  void withoutConversationsThePageIsEmpty() {
    assertThat(conversations.search(null, 20))
        .isEqualTo(new ConversationPage(List.of(), Optional.empty()));
  }

  @Test
  void theNewestComeFirstPageByPage() {
    IntStream.range(0, 12).forEach(i -> put("c" + i, i));
    ConversationPage first = conversations.search("", 5);
    assertThat(ids(first)).containsExactly("c11", "c10", "c9", "c8", "c7");
    assertThat(first.nextPageId()).contains("NQ==");
    ConversationPage last = conversations.search("MTA=", 5);
    assertThat(ids(last)).containsExactly("c1", "c0");
    assertThat(last.nextPageId()).isEmpty();
    assertThat(conversations.search("Ng==", 6).nextPageId()).isEmpty();
    assertThat(conversations.search("OTk=", 5).conversations()).isEmpty();
    assertThat(conversations.search(null, 0).nextPageId()).contains("MA==");
  }

  @Test
  void timesAreComparedAsText() {
    List<String> times =
        List.of(
            "2026-11-30T04:00:00Z",
            "2026-11-30T04:00:00",
            "2026-11-30T04:00:00.000001Z",
            "2026-11-30T04:00:00+02:00",
            "2026-11-30T05:00:00+02:00");
    for (int i = 0; i < times.size(); i++) {
      conversations.save(ConversationMetadata.of("c" + i, ConversationTime.parse(times.get(i))));
    }
    assertThat(ids(conversations.search(null, 20))).containsExactly("c4", "c2", "c3", "c0", "c1");
  }

  @Test
  void equalTimesStayInTheOrderOfTheNames() {
    List.of("b", "a", "c").forEach(id -> put(id, 0));
    assertThat(ids(conversations.search(null, 20))).containsExactly("a", "b", "c");
  }

  @Test
  void whatCannotBeReadIsLeftOutAndCountsForThePage() {
    put("a", 1);
    put("b", "{");
    put("c", "{\"conversation_id\":\"c\",\"selected_repository\":null}");
    EventLog.of(store, "d", null).append("{}");
    put("e", 2);
    put(".hidden", WRITTEN);
    store.write("sessions/file", "");
    ConversationPage page = conversations.search(null, 4);
    assertThat(ids(page)).containsExactly("e", "a");
    assertThat(page.nextPageId()).contains("NA==");
    assertThat(conversations.search("NA==", 4))
        .isEqualTo(new ConversationPage(List.of(), Optional.empty()));
  }

  @Test
  void whatIsLeftOutIsSaidOnceUntilThatChanges() {
    put("a", "{");
    put("b", "{\"conversation_id\":\"b\",\"selected_repository\":null}");
    EventLog.of(store, "c", null).append("{}");
    assertThat(logged(() -> conversations.search(null, 4)).lines())
        .singleElement(STRING)
        .contains("WARN")
        .contains(
            "Conversations left out of sessions/ on memory: 1 unreadable (read sessions/a/meta")
        .contains("), 1 without metadata.json, 1 of an old server");
    assertThat(logged(() -> conversations.search("NA==", 4))).isEmpty();
    put("d", "{");
    assertThat(logged(() -> conversations.search(null, 4))).contains("2 unreadable");
    conversations.delete("a");
    conversations.delete("b");
    conversations.delete("c");
    conversations.delete("d");
    assertThat(logged(() -> conversations.search(null, 4))).isEmpty();
    put("d", "{");
    assertThat(logged(() -> conversations.search(null, 4))).contains("1 unreadable");
  }

  private static String logged(Runnable call) {
    PrintStream before = System.err;
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
    try {
      call.run();
    } finally {
      System.setErr(before);
    }
    return lines.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStoreThatFailsIsAnErrorAndNoEmptyPage() {
    put("a", 1);
    FaultyFileStore faulty = new FaultyFileStore(store);
    faulty.failBefore(
        Operation.READ,
        1,
        () -> new ConnectionException(new ErrorContext("read", "e", "test"), null, null));
    assertThatThrownBy(() -> ConversationStore.of(faulty).search(null, 20))
        .isInstanceOf(ConnectionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "!", "LTE=", "NS41"})
  void whatIsNoIdOfAPageIsRefused(String pageId) {
    assertThatThrownBy(() -> conversations.search(pageId, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the id of a page");
  }

  @Test
  void aUserHasConversationsOfItsOwnAndThoseOfAllAreFound() {
    put("s", 1);
    for (String user : List.of("bob", "ada")) {
      ConversationStore own = ConversationStore.of(store, user);
      own.save(ConversationMetadata.of("of-" + user));
      assertThat(ids(own.search(null, 20))).containsExactly("of-" + user);
    }
    store.write("users/file", "");
    List<String> all = new ArrayList<>();
    try (Stream<OwnedConversation> found = ConversationStore.ofAllUsers(store)) {
      found.forEach(
          each -> all.add(each.owner().orElse("") + ":" + each.metadata().conversationId()));
    }
    assertThat(all).containsExactly(":s", "ada:of-ada", "bob:of-bob");
  }

  @Test
  void manyConversationsAreSearchedAtOnce() {
    IntStream.range(0, 2500).forEach(i -> put("c" + i, i % 60));
    assertThat(ids(conversations.search(null, 3))).containsExactly("c1019", "c1079", "c1139");
  }
}
