package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import dev.coffer.ConfigurationException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.PresignedUrls;
import dev.coffer.WriteOptions;
import dev.coffer.remote.WriteId;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Leftovers;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only Google Cloud Storage has. */
class SpecialsTest {
  private final String bucket = Fake.newBucket();
  private final GoogleCloudFileStore store = Fake.in(bucket).prefix("data").build();
  private final Storage client = store.unwrap(Storage.class).orElseThrow();

  @AfterEach
  void close() {
    store.close();
  }

  private void put(BlobInfo.Builder object, byte[] bytes) {
    client.create(object.build(), bytes, BlobTargetOption.disableGzipContent());
  }

  private BlobInfo.Builder object(String name) {
    return BlobInfo.newBuilder(BlobId.of(bucket, name));
  }

  @Test
  void aSignedUrlNeedsAKey() {
    try (GoogleCloudFileStore keyless =
        GoogleCloudFileStore.builder(bucket).endpoint(Fake.server().uri().toString()).build()) {
      PresignedUrls none = keyless.unwrap(PresignedUrls.class).orElseThrow();
      assertThatThrownBy(() -> none.forReading(FilePath.of("a"), Duration.ofHours(1)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("cannot sign");
    }
  }

  @Test
  void aViewDoesNotGiveTheClientThatKnowsNoView() {
    assertThat(store.scoped("u").unwrap(Storage.class)).isEmpty();
  }

  @Test
  void markersOfDirectoriesAreNoFiles() {
    put(object("data/"), new byte[0]);
    put(object("data/made/"), new byte[0]);
    store.write("a", "x");
    assertThat(store.list("")).contains("a").doesNotContain("");
    try (var files = store.walk("")) {
      assertThat(files.map(file -> file.path().toString())).containsExactly("a");
    }
    store.clear();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void whatIsStoredCompressedIsReadAsItIsStored() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("hello ".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] stored = packed.toByteArray();
    put(object("data/a.txt").setContentEncoding("gzip").setContentType("text/plain"), stored);
    assertThat(store.stat("a.txt").orElseThrow().size()).isEqualTo(stored.length);
    assertThat(store.readBytes("a.txt")).isEqualTo(stored);
    assertThat(store.open("a.txt", 2, 5)).hasBinaryContent(Arrays.copyOfRange(stored, 2, 7));
    store.copy("a.txt", "b.txt");
    assertThat(client.get(bucket, "data/b.txt").getContentEncoding()).isEqualTo("gzip");
  }

  @Test
  void aWholeFileWhoseBytesAreOthersIsCorrupt() {
    try (ChaosProxy network = new ChaosProxy(Fake.server().uri());
        GoogleCloudFileStore through = Fake.at(network.uri(), bucket).prefix("data").build()) {
      store.write("a", "bytes");
      network.inject(
          Fault.answer(
              200,
              Map.of(
                  "x-goog-generation", "17",
                  "x-goog-stored-content-length", "5",
                  "x-goog-hash", "crc32c=AAAAAA==,md5=none"),
              "other"),
          Requests.of("GET").first(1));
      CorruptFileException e =
          assertThrows(CorruptFileException.class, () -> through.readBytes("a"));
      assertThat(e).hasMessageContaining("checksum");
    }
  }

  @Test
  void aCopyKeepsAllThatItsSourceIs() {
    put(
        object("data/a")
            .setContentType("a/b")
            .setCacheControl("no-store")
            .setContentLanguage("de")
            .setContentDisposition("inline")
            .setMetadata(Map.of("k", "ü", "From_another.Tool", "kept")),
        new byte[] {1, 2, 3});
    FileInfo copy = store.copy("a", "b");
    assertThat(copy.metadata()).isEqualTo(Map.of("k", "ü", "from_another.tool", "kept"));
    assertThat(copy.contentType()).contains("a/b");
    var object = client.get(bucket, "data/b");
    assertThat(object.getMetadata()).containsEntry("From_another.Tool", "kept");
    assertThat(object.getCacheControl()).isEqualTo("no-store");
    assertThat(object.getContentLanguage()).isEqualTo("de");
    assertThat(object.getContentDisposition()).isEqualTo("inline");
  }

  @Test
  void aLargeFileIsCopiedInSeveralRequests() {
    byte[] bytes = new byte[13 << 20];
    bytes[bytes.length - 1] = 7;
    store.write("a", bytes, WriteOptions.DEFAULTS.metadata("k", "v"));
    assertThat(store.copy("a", "b").metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(store.readBytes("b")).isEqualTo(bytes);
    store.move("b", "c");
    assertThat(store.list("")).containsExactly("a", "c");
  }

  @Test
  void keyAndStorageClassGoWithEveryWriteAndCopy() {
    String key = "projects/p/locations/l/keyRings/r/cryptoKeys/k";
    try (GoogleCloudFileStore kept =
        Fake.in(bucket)
            .prefix("kept")
            .kmsKey(key)
            .storageClass("NEARLINE")
            .partSize(GcsLimits.PART_UNIT)
            .build()) {
      kept.write("small", "x");
      kept.write("large", new byte[3 * GcsLimits.PART_UNIT]);
      kept.copy("small", "copy");
    }
    for (String name : new String[] {"small", "large", "copy"}) {
      var object = client.get(bucket, "kept/" + name);
      assertThat(object.getStorageClass().name()).as(name).isEqualTo("NEARLINE");
      assertThat(object.getKmsKeyName()).as(name).startsWith(key);
    }
    try (GoogleCloudFileStore plain = Fake.in(bucket).prefix("kept").build()) {
      plain.copy("small", "copy2");
    }
    assertThat(client.get(bucket, "kept/copy2").getKmsKeyName()).startsWith(key);
  }

  @Test
  void aClientThatWasHandedInIsUsedAndStaysOpen() {
    try (GoogleCloudFileStore guest =
        GoogleCloudFileStore.builder(bucket).prefix("data").client(client).build()) {
      guest.write("a", "x");
      assertThat(guest.readString("a")).isEqualTo("x");
      assertThat(guest.unwrap(Storage.class)).containsSame(client);
    }
    assertThat(client.get(bucket, "data/a")).isNotNull();
    assertThat(store.readString("a")).isEqualTo("x");
  }

  @Test
  void aClientThatItsApplicationClosedIsNoLostConnection() {
    try (GoogleCloudFileStore guest = GoogleCloudFileStore.builder(bucket).client(client).build()) {
      store.close();
      assertThatThrownBy(() -> guest.exists("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the client of GoogleCloud(")
          .hasMessageContaining("is closed");
    }
  }

  @Test
  void aDiagnosisReportsPlacesAndTheCallerAndNoSecret() {
    Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
    Map<String, String> facts = diagnosis.facts();
    assertThat(facts)
        .containsEntry("endpoint", Fake.server().uri().toString())
        .containsEntry("bucket", bucket)
        .containsEntry("prefix", "data/")
        .containsEntry("credentials", "from the application");
    assertThat(facts.toString()).doesNotContain(Account.TOKEN);
    diagnosis.trials(FilePath.of("t")).forEach(trial -> trial.action().run());
    assertThat(Fake.server().openUploads(bucket)).isZero();
    assertThat(store.exists("t")).isFalse();
    assertThat(store.unwrap(Leftovers.class)).isEmpty();
  }

  @Test
  void theIdOfAWriteIsNoneOfTheCallersMetadata() {
    store.write("a", new byte[1], WriteOptions.DEFAULTS.metadata("k", "v"));
    assertThat(store.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(client.get(bucket, "data/a").getMetadata()).containsKeys("k", WriteId.KEY);
  }
}
