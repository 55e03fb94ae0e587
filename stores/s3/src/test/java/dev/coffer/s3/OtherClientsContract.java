package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.testkit.SkippedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other clients read what Coffer wrote, and Coffer what they wrote. */
@ExtendWith(SkippedCases.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OtherClientsContract {
  private static final String LARGE = "large.bin";

  private static final List<String> NAMES =
      List.of(
          "100%.txt",
          "a b/c d.txt", "a+b.txt", LARGE, "plain.txt", "über/straße.txt", "😀 %20+ü.txt");

  abstract Server server();

  Stream<OtherClient> clients() {
    return Stream.of(new AwsCommand(server()), new RcloneCommand(server()));
  }

  /** A few bytes, and of one file as many as each client sends in parts. */
  private static byte[] content(String name) {
    byte[] bytes = new byte[name.equals(LARGE) ? 20 << 20 : 100];
    new Random(name.hashCode()).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theyReadWhatCofferWrote(OtherClient client, @TempDir Path work) throws Exception {
    client.assumeInstalled();
    String bucket = server().newBucket();
    WriteOptions options = WriteOptions.DEFAULTS.contentType("text/x-test").metadata("by", "ada");
    try (FileStore store = server().in(bucket).build()) {
      NAMES.forEach(name -> store.write(name, content(name), options));
    }
    Path files = work.resolve("files");
    client.download(bucket, files);
    for (String name : NAMES) {
      assertThat(files.resolve(name)).as(name).hasBinaryContent(content(name));
    }
    for (String name : List.of("a b/c d.txt", LARGE)) {
      assertThat(client.describe(bucket, name)).contains("text/x-test", "\"by\"", "\"ada\"");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void cofferReadsWhatTheyWrote(OtherClient client, @TempDir Path work) throws Exception {
    client.assumeInstalled();
    String bucket = server().newBucket();
    Path files = work.resolve("files");
    for (String name : NAMES) {
      Path file = files.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, content(name));
    }
    client.upload(files, bucket, "text/x-test", "ada");
    try (FileStore store = server().in(bucket).build()) {
      verifyEverythingIsThere(store);
    }
  }

  private static void verifyEverythingIsThere(FileStore store) throws IOException {
    try (Stream<FileInfo> walk = store.walk("")) {
      assertThat(walk.map(file -> file.path().toString()))
          .containsExactlyInAnyOrderElementsOf(NAMES);
    }
    for (String name : NAMES) {
      assertThat(store.readBytes(name)).as(name).isEqualTo(content(name));
      FileInfo info = store.stat(name).orElseThrow();
      assertThat(info.contentType()).as(name).contains("text/x-test");
      assertThat(info.metadata()).as(name).containsEntry("by", "ada");
    }
  }
}
