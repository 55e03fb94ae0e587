package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.Undeclared;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of which nobody knows how they ended, in a store that cannot always be looked at. */
class IntentSettlerTest {
  private Instant now = Instant.EPOCH;
  private final InMemoryEventLog log = new InMemoryEventLog(100, OverflowPolicy.FAIL, () -> now);
  private final InMemoryFileStore files = new InMemoryFileStore();

  private List<String> told() {
    return log.events(0, 100).stream().map(event -> event.type() + " " + event.path()).toList();
  }

  private void unknown(String... paths) {
    List<FilePath> all = Arrays.stream(paths).map(FilePath::of).toList();
    log.begin(new Intent(FileEvent.Type.WRITTEN, all, Optional.empty())).end(List.of(), all);
  }

  private Optional<FileInfo> noneMissing(FilePath path) {
    Optional<FileInfo> found = files.stat(path);
    if (found.isEmpty()) {
      throw new PermissionDeniedException(
          new ErrorContext("stat", path.toString(), "test"), null, null);
    }
    return found;
  }

  @Test
  void whatCannotBeSeenHoldsUpNothingAndIsLookedAtAgain() {
    files.write("there", "1");
    unknown("hidden", "there");
    assertThat(log.settle(this::noneMissing)).as("something is left").isTrue();
    assertThat(told()).containsExactly("WRITTEN there");
    files.write("hidden", "1");
    assertThat(log.settle(this::noneMissing)).as("not at once").isTrue();
    assertThat(told()).hasSize(1);
    now = now.plus(Duration.ofSeconds(1));
    assertThat(log.settle(this::noneMissing)).isFalse();
    assertThat(told()).containsExactly("WRITTEN there", "WRITTEN hidden");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theThreadGoesOnWhateverAStoreThrows(boolean isError) throws Exception {
    CountDownLatch failed = new CountDownLatch(2);
    CountDownLatch announced = new CountDownLatch(1);
    log.listen(event -> announced.countDown());
    unknown("a");
    try (IntentSettler settler =
        new IntentSettler(
            log,
            path -> {
              if (failed.getCount() == 0) {
                return files.stat(path);
              }
              failed.countDown();
              throw isError
                  ? thrown(new LinkageError("of the test"))
                  : Undeclared.thrown(new InterruptedException("of the test"));
            })) {
      settler.wake();
      assertThat(announced.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(told()).hasSize(1);
  }

  private static RuntimeException thrown(Error error) {
    throw error;
  }

  @Test
  void pausesGrowWhileAPathCannotBeSeen() {
    RetryTime later = RetryTime.NOW;
    for (int i = 0; i < 12; i++) {
      later = later.next(now);
    }
    assertThat(later.pause()).isEqualTo(Duration.ofMinutes(5));
    assertThat(later.isDue(now.plus(Duration.ofMinutes(4)))).isFalse();
    assertThat(later.isDue(now.plus(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void aPathThatIsChangedBetweenLookAndAnnouncementIsAnnouncedOnceMore() {
    unknown("a");
    boolean unused =
        log.settle(
            path -> {
              Optional<FileInfo> found = files.stat(path);
              if (found.isEmpty()) {
                files.write("a", "1");
              }
              return found;
            });
    assertThat(told()).containsExactly("DELETED a", "WRITTEN a");
  }

  /** Loses the answer of each write, and does not answer a look. */
  private static final class Mute extends ForwardingFileStore {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answers = new CountDownLatch(1);

    Mute() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo file = super.write(path, content, options);
      if (path.name().equals("lost")) {
        throw new PermissionDeniedException(
            new ErrorContext("write", path.toString(), "test"), null, null);
      }
      return file;
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.stat(path);
    }
  }

  @Test
  @Timeout(60)
  void aStoreThatDoesNotAnswerHoldsUpNoChangeAndNoClose() throws Exception {
    Mute mute = new Mute();
    InMemoryEventLog own = new InMemoryEventLog();
    CountDownLatch heard = new CountDownLatch(1);
    FileStore store = new AnnouncingFileStore(mute, own);
    assertThatThrownBy(() -> store.write("lost", "1"))
        .isInstanceOf(PermissionDeniedException.class);
    assertThat(mute.asked.await(30, TimeUnit.SECONDS)).isTrue();
    store.write("next", "1");
    assertThat(own.events(0, 10)).extracting(FileEvent::path).containsExactly(FilePath.of("next"));
    own.listen(event -> heard.countDown());
    mute.answers.countDown();
    assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
    store.close();
  }
}
