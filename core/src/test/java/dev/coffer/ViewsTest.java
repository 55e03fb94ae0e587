package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Views that change nothing, or write once. */
final class ViewsTest {
  private final FileStore store = new InMemoryFileStore();
  private final FileStore reading = store.readOnly();
  private final FileStore once = store.writeOnce();

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(PermissionDeniedException.class);
  }

  // ---- Reading alone

  @Test
  void aReadOnlyViewReads() throws IOException {
    store.write("d/a", "one");
    assertThat(reading.readString("d/a")).isEqualTo("one");
    assertThat(reading.stat("d/a")).isEqualTo(store.stat("d/a"));
    assertThat(reading.list("")).containsExactly("d/");
    assertThat(reading.scoped("d").readString("a")).isEqualTo("one");
    try (InputStream in = reading.open("d/a", 1, 1)) {
      assertThat(in.read()).isEqualTo('n');
    }
  }

  private DeleteOptions ifPresent(String path) {
    return DeleteOptions.DEFAULTS.ifMatch(store.stat(path).orElseThrow().etag());
  }

  @Test
  void aReadOnlyViewRefusesEveryChangeAndChangesNothing() {
    store.write("d/a", "one");
    for (FileStore view : List.of(reading, reading.scoped("d").scoped(""), reading.writeOnce())) {
      assertRefused(() -> view.write("a", "1"));
      assertRefused(() -> view.writeAll(Map.of("a", new byte[1])));
      assertRefused(() -> view.delete("a"));
      assertRefused(() -> view.deleteFile("a"));
      assertRefused(() -> view.deleteFile("d/a", DeleteOptions.DEFAULTS));
      assertRefused(() -> view.deleteFile("d/a", ifPresent("d/a")));
      assertRefused(() -> view.deleteDirectory("d"));
      assertRefused(() -> view.deleteAll(List.of("a")));
      assertRefused(view::clear);
    }
    assertRefused(() -> reading.copy("d/a", "b"));
    assertRefused(() -> reading.move("d/a", "b"));
    assertThat(store.list("")).containsExactly("d/");
    assertThat(store.readString("d/a")).isEqualTo("one");
  }

  @Test
  void contentForAReadOnlyViewIsNotTouched() {
    AtomicInteger pulled = new AtomicInteger();
    assertRefused(() -> reading.write("a", (ContentWriter) out -> pulled.incrementAndGet()));
    assertThat(pulled).hasValue(0);
  }

  // ---- Writing once

  @Test
  void aFileIsWrittenOnce() {
    once.write("a", "one");
    assertThatThrownBy(() -> once.write("a", "two")).isInstanceOf(ConflictException.class);
    assertRefused(
        () ->
            once.write(
                "a",
                new byte[1],
                WriteOptions.DEFAULTS.ifMatch(store.stat("a").orElseThrow().etag())));
    assertThat(once.readString("a")).isEqualTo("one");
  }

  @Test
  void aFileThatIsThereStays() {
    store.write("d/a", "one");
    store.write("b", "two");
    assertRefused(() -> once.delete("d"));
    assertRefused(() -> once.deleteAll(List.of("b")));
    assertRefused(() -> once.deleteFile("b", ifPresent("b")));
    assertRefused(once::clear);
    assertRefused(() -> once.move("b", "c"));
    assertThatThrownBy(() -> once.copy("b", "d/a")).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> once.copy("b", "b")).isInstanceOf(ConflictException.class);
    assertThat(store.readString("d/a")).isEqualTo("one");
    assertThat(store.list("")).containsExactly("b", "d/");
  }

  @Test
  void aCopyToANewPathKeepsContentTypeAndMetadata() {
    store.write("a", new byte[] {1}, WriteOptions.DEFAULTS.contentType("x/y").metadata("k", "v"));
    FileInfo copy = once.copy("a", "d/b");
    assertThat(copy.contentType()).contains("x/y");
    assertThat(store.stat("d/b").orElseThrow().metadata()).containsEntry("k", "v");
    assertThat(store.readBytes("d/b")).containsExactly(1);
    assertThatThrownBy(() -> once.copy("missing", "c")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void oneOfManyWritersWins() throws Exception {
    CyclicBarrier start = new CyclicBarrier(8);
    AtomicInteger winners = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "writer " + i;
      Thread writer =
          new Thread(
              () -> {
                try {
                  start.await();
                  once.write("a", text);
                  winners.incrementAndGet();
                } catch (ConflictException e) {
                  // as it should be for all but one
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(winners).hasValue(1);
  }

  @Test
  void aStoreThatCannotRefuseAWriteHasNoSuchView() {
    FileStore careless =
        new ForwardingFileStore(store) {
          @Override
          public Capabilities capabilities() {
            return new Capabilities(Set.of(), Long.MAX_VALUE, 1);
          }
        };
    assertThatThrownBy(careless::writeOnce).isInstanceOf(UnsupportedFeatureException.class);
  }

  // ---- Both

  @Test
  void closingAViewLeavesTheStoreOpen() throws IOException {
    store.write("a", "12");
    for (FileStore view : List.of(reading, once)) {
      InputStream in = view.open("a");
      view.close();
      view.close();
      assertThatThrownBy(() -> view.exists("a")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(in::read).isInstanceOf(IllegalStateException.class);
      in.close();
    }
    assertThat(store.readString("a")).isEqualTo("12");
  }

  @Test
  void nothingLeadsAroundAView() {
    FileStore signing =
        new ForwardingFileStore(store) {
          @Override
          public <T> Optional<T> unwrap(Class<T> type) {
            return type == PresignedUrls.class
                ? Optional.of(type.cast(new AnyUrls()))
                : super.unwrap(type);
          }
        };
    for (FileStore view : List.of(signing.readOnly(), signing.writeOnce())) {
      assertThat(view.unwrap(InMemoryFileStore.class)).isEmpty();
      assertThat(view.unwrap(FileStore.class)).containsSame(view);
      PresignedUrls urls = view.unwrap(PresignedUrls.class).orElseThrow();
      assertThatThrownBy(() -> urls.forReading(FilePath.of("a"), Duration.ofHours(1)))
          .hasMessage("signed for reading");
      assertRefused(() -> urls.forWriting(FilePath.of("a"), Duration.ofHours(1), 1, "x/y"));
    }
  }

  @Test
  void aViewTellsWhatItIs() {
    assertThat(reading).hasToString("ReadOnly(" + store + ")");
    assertThat(once).hasToString("WriteOnce(" + store + ")");
  }

  /** Says what it was asked. */
  private static final class AnyUrls implements PresignedUrls {
    @Override
    public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
      throw new IllegalStateException("signed for reading");
    }

    @Override
    public PresignedUrl forWriting(
        FilePath path, Duration duration, long size, String contentType) {
      throw new IllegalStateException("signed for writing");
    }
  }
}
