package dev.coffer.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.memory.InMemoryFileStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.ResponseStatus;

class FileStoreResourceTest {
  private final FileStore store = new InMemoryFileStore();
  private final FileStoreResource resource = FileStoreResource.of(store, "a/b c.txt");

  @Test
  void aFileHasItsBytesItsLengthItsTimeAndItsName() throws IOException {
    var info = store.write("a/b c.txt", "four");
    assertThat(resource.exists()).isTrue();
    assertThat(resource.isReadable()).isTrue();
    assertThat(resource.isFile()).isFalse();
    assertThat(resource.contentLength()).isEqualTo(4);
    assertThat(resource.lastModified()).isEqualTo(info.lastModified().toEpochMilli());
    assertThat(resource.getFilename()).isEqualTo("b c.txt");
    assertThat(resource.getContentAsByteArray()).asString().isEqualTo("four");
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThat(resource.exists()).isFalse();
    assertThatThrownBy(resource::contentLength).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(resource::getInputStream)
        .isInstanceOf(FileNotFoundException.class)
        .hasCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void noPathLeadsOutOfTheStore() throws IOException {
    Resource outside = resource.createRelative("../../etc/passwd");
    assertThat(outside.exists()).isFalse();
    assertThatThrownBy(outside::getInputStream).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void whatNoFileCanBeIsMissingToAReaderAndAMistakeOfAWriter() {
    FileStoreResource outside = FileStoreResource.of(store, "../a");
    assertThatThrownBy(outside::getInputStream).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> outside.write(out -> out.write(1)))
        .satisfies(FileStoreResourceTest::assertBadRequest);
    assertThatThrownBy(
            () -> {
              try (FileStoreOutputStream out = outside.getOutputStream()) {
                out.complete();
              }
            })
        .satisfies(FileStoreResourceTest::assertBadRequest);
  }

  private static void assertBadRequest(Throwable e) {
    assertThat(e)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("invalid path")
        .hasCauseInstanceOf(InvalidFilePathException.class);
    ResponseStatus status =
        AnnotatedElementUtils.findMergedAnnotation(e.getClass(), ResponseStatus.class);
    assertThat(status).extracting(ResponseStatus::code).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void aWriterWhoseSourceIsMissingDoesNotMakeTheTargetMissing() {
    assertThatThrownBy(() -> resource.write(out -> store.open("source").transferTo(out)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("source")
        .hasCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void relativeResourcesAreThoseBeside() throws IOException {
    store.write("a/x", "1");
    assertThat(resource.createRelative("x").exists()).isTrue();
  }

  @Test
  void skippingFarReadsNothingBefore() throws IOException {
    byte[] bytes = new byte[1_000_000];
    Arrays.fill(bytes, 900_000, 900_010, (byte) 7);
    store.write("big", bytes);
    List<Long> offsets = new ArrayList<>();
    FileStore recording =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            offsets.add(options.offset());
            return super.read(path, options);
          }
        };
    try (InputStream in = FileStoreResource.of(recording, "big").getInputStream()) {
      assertThat(in.skip(900_000)).isEqualTo(900_000);
      assertThat(in.readNBytes(10)).containsOnly(7);
      assertThat(in.skip(1_000_000)).isEqualTo(99_990);
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(offsets).containsExactly(0L, 900_000L, 1_000_000L);
  }

  @Test
  void aVersionIsReadWholeOrNotAtAll() throws IOException {
    store.write("a/b c.txt", "old");
    FileStoreResource version = resource.currentVersion();
    store.write("a/b c.txt", "a new and longer one");
    assertThat(version.contentLength()).isEqualTo(3);
    assertThatThrownBy(version::getInputStream)
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(ConflictException.class);
    assertThat(version.isWritable()).isFalse();
  }

  @Test
  void aVersionThatWasDeletedIsAnErrorThatSpringDoesNotIgnore() throws IOException {
    store.write("a/b c.txt", "old");
    FileStoreResource version = resource.currentVersion();
    store.delete("a/b c.txt");
    assertThatThrownBy(version::getInputStream)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("was deleted meanwhile");
  }

  @Test
  void skippingAfterTheFileWasReplacedFailsAndMixesNothing() throws IOException {
    store.write("big", new byte[1_000_000]);
    try (InputStream in = FileStoreResource.of(store, "big").getInputStream()) {
      store.write("big", new byte[2_000_000]);
      assertThatThrownBy(() -> in.skip(500_000)).hasCauseInstanceOf(ConflictException.class);
    }
  }

  @Test
  void whatIsWrittenIsPublishedWhenItIsComplete() throws IOException {
    try (FileStoreOutputStream out = resource.getOutputStream()) {
      StreamUtils.copy("hello".getBytes(UTF_8), out);
      assertThat(resource.exists()).isFalse();
      assertThat(out.complete().size()).isEqualTo(5);
      assertThat(out.complete().size()).isEqualTo(5);
    }
    assertThat(store.readString("a/b c.txt")).isEqualTo("hello");
  }

  @Test
  void anExceptionBetweenPublishesNothing() {
    store.write("a/b c.txt", "old");
    assertThatThrownBy(
            () -> {
              try (FileStoreOutputStream out = resource.getOutputStream()) {
                out.write("half".getBytes(UTF_8));
                failing();
                out.complete();
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the writer failed")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(store.readString("a/b c.txt")).isEqualTo("old");
  }

  private static void failing() {
    throw new IllegalStateException("the writer failed");
  }

  @Test
  void aStreamThatIsMerelyClosedSaysThatNothingWasWritten() throws IOException {
    OutputStream out = resource.getOutputStream();
    out.write(new byte[200_000]);
    out.flush();
    assertThatThrownBy(out::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("complete()");
    out.close();
    assertThat(resource.exists()).isFalse();
  }

  @Test
  void anEmptyFileCanBeWritten() throws IOException {
    try (FileStoreOutputStream out = resource.getOutputStream()) {
      out.complete();
    }
    assertThat(resource.contentLength()).isZero();
  }

  @Test
  void aFullStoreEndsTheWriterWithItsError() {
    FileStore small = FileStores.open("memory:?max-size=100KiB");
    assertThatThrownBy(
            () -> {
              try (FileStoreOutputStream out = FileStoreResource.of(small, "a").getOutputStream()) {
                for (int i = 0; i < 1000; i++) {
                  out.write(new byte[10_000]);
                }
                out.complete();
              }
            })
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(StorageFullException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    assertThat(small.exists("a")).isFalse();
  }

  @Test
  void nothingOfAFileThatWasNotCompletedIsLeftOnTheDisk(@TempDir Path directory)
      throws IOException {
    try (FileStore local = FileStores.open("file:" + directory)) {
      FileStoreOutputStream out = FileStoreResource.of(local, "a").getOutputStream();
      out.write(new byte[500_000]);
      assertThatThrownBy(out::close).isInstanceOf(IOException.class);
      assertThat(local.list("")).isEmpty();
      try (var files = Files.walk(directory.resolve(".coffer/staging"))) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  @Test
  void optionsAndConditionsHold() throws IOException {
    try (FileStoreOutputStream out =
        resource.getOutputStream(WriteOptions.DEFAULTS.contentType("text/plain").ifAbsent())) {
      out.complete();
    }
    assertThat(resource.contentType()).contains("text/plain");
    assertThatThrownBy(() -> resource.write(out -> out.write(1), WriteOptions.DEFAULTS.ifAbsent()))
        .hasCauseInstanceOf(ConflictException.class);
  }

  @Test
  void aWriterThatFailsPublishesNothing() {
    assertThatThrownBy(
            () ->
                resource.write(
                    out -> {
                      out.write(1);
                      throw new IOException("the source failed");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(resource.exists()).isFalse();
  }

  @Test
  void theActorOfAStreamIsTheOneThatOpenedIt() throws IOException {
    AtomicReference<String> actor = new AtomicReference<>();
    FileStore watched =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            actor.set(Actor.current().orElse("nobody"));
            return super.write(path, content, options);
          }
        };
    Actor.as(
        "ada",
        () -> {
          try (FileStoreOutputStream out = FileStoreResource.of(watched, "a").getOutputStream()) {
            out.complete();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(actor).hasValue("ada");
  }

  @Test
  void anInterruptedWriterIsReleasedAndPublishesNothing() throws IOException {
    FileStoreOutputStream out = resource.getOutputStream();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(new byte[1_000_000]);
                }
              })
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThatThrownBy(() -> out.write(1)).hasMessageContaining("bytes are missing");
    assertThatThrownBy(out::complete).hasMessageContaining("bytes are missing");
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThat(resource.exists()).isFalse();
  }
}
