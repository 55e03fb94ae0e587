package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.agent.AgentEvent;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationPage;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventFeed;
import dev.coffer.agent.EventFilter;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.EventRange;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations and their events on each kind of store, and through layers. */
@Timeout(60)
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
        ids.addAll(writer.get(50, TimeUnit.SECONDS));
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
}
