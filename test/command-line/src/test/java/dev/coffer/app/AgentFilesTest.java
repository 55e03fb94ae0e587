package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFullException;
import dev.coffer.agent.AgentEvent;
import dev.coffer.agent.Artifacts;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationPage;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EncryptionKeys;
import dev.coffer.agent.EventFeed;
import dev.coffer.agent.EventFilter;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.EventRange;
import dev.coffer.agent.ProviderToken;
import dev.coffer.agent.SecretsStore;
import dev.coffer.agent.SettingKey;
import dev.coffer.agent.SettingsStore;
import dev.coffer.agent.UserSettings;
import dev.coffer.agent.Users;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations, events and the files of users on each kind of store, and through layers. */
@Timeout(300)
@Tag("one-jdk")
class AgentFilesTest {
  private static final String MESSAGE = "{\"source\": \"user\", \"action\": \"message\"}";

  @TempDir Path directory;

  enum Place {
    MEMORY,
    LOCAL,
    S3,
    GCS,
    LAYERS
  }

  private FileStore open(Place place) {
    return switch (place) {
      case MEMORY -> FileStores.open("memory:");
      case LOCAL -> FileStores.open("file:" + directory + "?durability=none");
      case S3 -> s3();
      case GCS -> FileStores.open(Buckets.newGcs());
      case LAYERS ->
          FileStores.open(
              "file:"
                  + directory
                  + "?durability=none&cache=64MiB&versioning=on&compression=gzip"
                  + "&compression.min-size=1");
    };
  }

  private static FileStore s3() {
    return FileStores.open(
        FileStoreConfig.builder().uri(Buckets.newS3()).environment(Buckets.environment()).build());
  }

  @ParameterizedTest
  @EnumSource
  void eventsAreAppendedReadSearchedAndFollowed(Place place) {
    try (FileStore store = open(place)) {
      EventLog log = EventLog.of(store, "c 1 \ud83c\udf89", "ada");
      for (int i = 0; i < 12; i++) {
        assertThat(log.append(MESSAGE)).isEqualTo(i);
      }
      store.write("users/ada/conversations/c 1 \ud83c\udf89/events/13.json", "{\"n\": 13}");
      assertThat(EventLog.of(store, "c 1 \ud83c\udf89", "ada").nextId()).isEqualTo(14);
      assertThat(log.append(MESSAGE)).isEqualTo(12);
      assertThat(log.append("{\"observation\": \"run\"}")).isEqualTo(14);
      assertThat(log.events(9)).hasSize(6).element(4).isEqualTo("{\"n\": 13}");
      assertThat(log.event(13)).contains("{\"n\": 13}");
      assertThat(log.search(EventFilter.ALL.types("run"), EventRange.ALL.reverse()))
          .extracting(AgentEvent::id)
          .containsExactly(14L);
      try (EventFeed feed = log.follow(13)) {
        assertThat(feed.next(Duration.ZERO).orElseThrow().id()).isEqualTo(13);
        assertThat(feed.next(Duration.ZERO).orElseThrow().id()).isEqualTo(14);
        assertThat(feed.next(Duration.ZERO)).isEmpty();
        log.append(MESSAGE);
        assertThat(feed.next(Duration.ZERO).orElseThrow().id()).isEqualTo(15);
      }
      log.replace(13, old -> "{\"n\": 14}");
      assertThat(log.event(13)).contains("{\"n\": 14}");
      store.write("users/ada/conversations/c 1 \ud83c\udf89/events/14.json", "{\"n\"");
      assertThatThrownBy(() -> log.event(14)).isInstanceOf(CorruptFileException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fourWritersGiveEachIdOnce(Place place) throws Exception {
    try (FileStore store = open(place)) {
      List<CompletableFuture<List<Long>>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        EventLog log = EventLog.of(store, "c1", null);
        writers.add(
            CompletableFuture.supplyAsync(
                () -> IntStream.range(0, 6).mapToObj(i -> log.append(MESSAGE)).toList()));
      }
      List<Long> ids = new ArrayList<>();
      for (CompletableFuture<List<Long>> writer : writers) {
        ids.addAll(writer.get(4, TimeUnit.MINUTES));
      }
      List<Long> all = LongStream.range(0, 24).boxed().toList();
      assertThat(ids).containsExactlyInAnyOrderElementsOf(all);
      assertThat(EventLog.of(store, "c1", null).search(EventFilter.ALL, EventRange.ALL))
          .extracting(AgentEvent::id)
          .isEqualTo(all);
    }
  }

  @ParameterizedTest
  @EnumSource
  void conversationsAreSavedSearchedChangedAndDeleted(Place place) {
    try (FileStore store = open(place)) {
      ConversationStore conversations = ConversationStore.of(store);
      for (int i = 0; i < 5; i++) {
        conversations.save(ConversationMetadata.of("c" + i).title("T\u00edtulo " + i));
      }
      ConversationPage page = conversations.search(null, 2);
      assertThat(page.conversations())
          .extracting(ConversationMetadata::conversationId)
          .containsExactly("c4", "c3");
      assertThat(conversations.search(page.nextPageId().orElseThrow(), 9).conversations())
          .hasSize(3);
      conversations.update("c1", old -> old.title("x"));
      assertThat(conversations.get("c1").title()).contains("x");
      EventLog.of(store, "c1", null).append(MESSAGE);
      conversations.delete("c1");
      assertThatThrownBy(() -> conversations.get("c1")).isInstanceOf(NotFoundException.class);
      assertThat(conversations.search("", 9).conversations()).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsSecretsAndArtifactsAreThoseOfAUser(Place place) throws Exception {
    try (FileStore store = open(place)) {
      // S3Proxy checks a condition on an etag and writes in two steps.
      ExecutorService writers = Executors.newFixedThreadPool(place == Place.S3 ? 1 : 4);
      for (int i = 0; i < 8; i++) {
        writers.execute(() -> SettingsStore.of(store, "ada").update(AgentFilesTest::counted));
      }
      writers.shutdown();
      assertThat(writers.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
      assertThat(SettingsStore.of(store, "ada").load().get(SettingKey.MAX_ITERATIONS)).contains(8L);

      EncryptionKeys keys = EncryptionKeys.of("k", id -> new byte[EncryptionKeys.KEY_BYTES]);
      SecretsStore secrets = SecretsStore.of(store, "ada").encrypted(keys);
      secrets.update(now -> now.withToken("github", ProviderToken.of("ghp_x")));
      assertThat(secrets.load().providerTokens()).containsKey("github");
      assertThat(store.readString("users/ada/secrets.json")).startsWith("coffer-encrypted 1 k ");

      Artifacts artifacts = Artifacts.of(store, "ada").quota(10_000);
      artifacts.put("c1", "a", Content.of(new ByteArrayInputStream(new byte[9_000])));
      assertThatThrownBy(
              () -> artifacts.put("c2", "b", Content.of(new ByteArrayInputStream(new byte[1_001]))))
          .isInstanceOf(StorageFullException.class);
      assertThat(artifacts.usage()).isEqualTo(9_000);
      assertThat(artifacts.deleteBefore(Instant.now().minus(Duration.ofDays(1)))).isZero();
      assertThat(artifacts.deleteBefore(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(1);
      assertThat(store.list("users/ada"))
          .containsExactly("users/ada/secrets.json", "users/ada/settings.json");
    }
  }

  private static UserSettings counted(UserSettings now) {
    long count = now.get(SettingKey.MAX_ITERATIONS).orElse(0L);
    return now.with(SettingKey.MAX_ITERATIONS, count + 1);
  }

  @Test
  void whatIsDoneForAUserStandsInTheAuditTrailAsTheUsers() throws IOException {
    Path trail = directory.resolve("trail");
    try (FileStore store =
        FileStores.open("file:" + directory.resolve("data") + "?audit=" + trail)) {
      EventLog.of(store, "c1", "ada").append(MESSAGE);
      EventLog.of(Users.of(store, "bob"), "c1", null).append(MESSAGE);
      EventLog.v1(Users.of(store, "cyd"), "c1").append(MESSAGE);
      ConversationStore.of(store, "dan").save(ConversationMetadata.of("c1"));
      Actor.as("admin", () -> EventLog.of(store, "c1", "ada").append(MESSAGE));
    }
    assertThat(written(trail, "ada")).containsExactly("users/ada/conversations/c1/events/0.json");
    assertThat(written(trail, "bob")).containsExactly("users/bob/sessions/c1/events/0.json");
    assertThat(written(trail, "cyd")).singleElement().asString().startsWith("users/cyd/c1/events/");
    assertThat(written(trail, "dan")).containsExactly("users/dan/conversations/c1/metadata.json");
    assertThat(written(trail, "admin")).containsExactly("users/ada/conversations/c1/events/1.json");
    assertThat(lines(trail)).noneMatch(line -> line.contains("  -  "));
  }

  private static List<String> written(Path trail, String actor) {
    return lines(trail).stream()
        .map(line -> line.split("  "))
        .filter(words -> words[1].equals(actor) && words[2].equals("write"))
        .map(words -> words[3])
        .toList();
  }

  private static List<String> lines(Path trail) {
    return new Shell(Map.of(), new byte[0], Terminals.NONE)
        .run("audit", "show", trail.toString())
        .lines();
  }
}
