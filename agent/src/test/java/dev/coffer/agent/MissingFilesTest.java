package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A file that may be missing is read so that no layer warns of it, time and again. */
class MissingFilesTest {
  private final List<ReadOptions> reads = Collections.synchronizedList(new ArrayList<>());
  private int copies;
  private final FileStore store =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public OpenedFile read(FilePath path, ReadOptions options) {
          reads.add(options);
          return super.read(path, options);
        }

        @Override
        public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
          copies++;
          return super.copy(source, target, options);
        }
      };

  private void assertNoWarning(Function<FileStore, Optional<?>> call) {
    reads.clear();
    assertThat(call.apply(store)).isEmpty();
    assertThat(reads).isNotEmpty().allMatch(ReadOptions::isMissingSkipped);
  }

  @Test
  void theFilesOfAUserMayBeMissing() {
    assertNoWarning(files -> SettingsStore.of(files, "ada").load().get(SettingKey.LLM_MODEL));
    assertNoWarning(
        files -> SecretsStore.of(files, "ada").load().customSecrets().keySet().stream().findAny());
  }

  @Test
  void theFilesOfAConversationMayBeMissing() {
    assertNoWarning(files -> EventLog.of(files, "c1", "ada").event(7));
    assertNoWarning(files -> ConversationFiles.of(files, "c1", "ada").agentState());
    assertNoWarning(files -> ConversationFiles.of(files, "c1", "ada").statistics());
    assertNoWarning(files -> ConversationFiles.of(files, "c1", "ada").experiment());
    assertNoWarning(files -> ConversationFiles.of(files, "c1", "ada").tasks());
    assertNoWarning(files -> ConversationStateStore.v1(files, "c1").load());
  }

  @Test
  void theSecretOfTheServerMayBeMissing() {
    String made = JwtSecret.of(store).reveal();
    assertThat(reads).isNotEmpty().allMatch(ReadOptions::isMissingSkipped);
    assertThat(JwtSecret.of(store).reveal()).isEqualTo(made);
  }

  @Test
  void whatIsMissingIsNotCopied() {
    ConversationFiles.of(store, "c1", "ada").copyTo(ConversationFiles.of(store, "c2", "ada"));
    assertThat(copies).isZero();
  }

  @Test
  void theMetadataOfAConversationMayBeMissingAndTheOthersAreReadOnce() {
    for (int i = 0; i < 300; i++) {
      store.write("sessions/" + i + "/init.json", "{}");
    }
    ConversationStore conversations = ConversationStore.of(store);
    conversations.save(ConversationMetadata.of("9"));
    assertThat(conversations.search(null, 400).conversations())
        .extracting(ConversationMetadata::conversationId)
        .containsExactly("9");
    assertThat(reads).hasSize(300).allMatch(ReadOptions::isMissingSkipped);
  }

  @Test
  void theEventThatAFeedWaitsForMayBeMissing() {
    EventLog log = EventLog.of(store, "c1", "ada");
    log.append("{}");
    try (EventFeed feed = log.follow(0, Duration.ofMillis(1))) {
      assertThat(feed.next(Duration.ofSeconds(9))).isPresent();
      assertNoWarning(files -> feed.next(Duration.ofMillis(5)));
    }
  }
}
