package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A primary whose own file cannot be read still learns of a promotion from its replica. */
class ClaimTest {
  private final FileStore plain = new InMemoryFileStore();
  private final FileStore replica = new InMemoryFileStore();
  private final AtomicBoolean unreadable = new AtomicBoolean();
  private final FileStore primary = new Unreadable();

  private final class Unreadable extends ForwardingFileStore {
    Unreadable() {
      super(plain);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      if (unreadable.get()) {
        throw new PermissionDeniedException(
            new ErrorContext("read", path.toString(), "primary"), "not yours", null);
      }
      return super.read(path, options);
    }
  }

  @BeforeEach
  void begin() {
    assertThat(claim().check()).isEmpty();
  }

  private Claim claim() {
    return new Claim(new EpochFile(primary), new EpochFile(replica));
  }

  private void promote() {
    unreadable.set(true);
    Promotion promotion =
        Promotion.run(Optional.of(primary), replica, Optional.empty(), "replica+copy");
    assertThat(promotion.retired()).isFalse();
  }

  @Test
  void aPrimaryThatKnewItsEpochEnds() {
    Claim claim = claim();
    assertThat(claim.check()).isEmpty();
    promote();
    assertThat(claim.check().orElseThrow()).hasMessageContaining("has been promoted (epoch 2)");
  }

  @Test
  void aPrimaryThatNeverKnewItsEpochEnds() {
    promote();
    assertThat(claim().check().orElseThrow()).hasMessageContaining("has been promoted (epoch 2)");
  }

  @Test
  void aDamagedFileHidesNoPromotion() {
    Claim claim = claim();
    assertThat(claim.check()).isEmpty();
    promote();
    unreadable.set(false);
    damage();
    assertThat(claim.check().orElseThrow()).hasMessageContaining("has been promoted (epoch 2)");
  }

  @Test
  void theFailureOfThePrimaryIsToldIfNobodyWasPromoted() {
    unreadable.set(true);
    assertThatThrownBy(() -> claim().check())
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("not yours");
    assertThatThrownBy(() -> new Claim(new EpochFile(primary), new EpochFile(primary)).check())
        .isInstanceOf(PermissionDeniedException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  /** It may have said that another store was promoted, which the replica need not know. */
  @Test
  void aPrimaryWhoseFileIsDamagedDoesNotBegin() {
    assertThat(claim().check()).isEmpty();
    damage();
    assertThat(claim().check().orElseThrow())
        .hasMessageContaining("is damaged")
        .hasMessageContaining("role=primary")
        .hasCauseInstanceOf(CorruptFileException.class);
    String text = plainText(replica).replace("role=replica", "role=primary");
    plain.write(EpochFile.PLACE, Content.of(text), WriteOptions.DEFAULTS);
    assertThat(claim().check()).as("as the message says").isEmpty();
  }

  @Test
  void aPrimaryWhoseFileIsDamagedLaterGoesOn() {
    Claim claim = claim();
    assertThat(claim.check()).isEmpty();
    damage();
    assertThatThrownBy(claim::check).isInstanceOf(CorruptFileException.class);
    assertThat(Epoch.of(replica).orElseThrow().role()).isEqualTo(EpochRole.REPLICA);
  }

  private void damage() {
    plain.write(EpochFile.PLACE, Content.of("epoch=many"), WriteOptions.DEFAULTS);
  }

  private static String plainText(FileStore store) {
    try (OpenedFile file = store.read(EpochFile.PLACE, ReadOptions.DEFAULTS)) {
      return new String(file.stream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
