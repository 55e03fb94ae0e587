package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileInfo;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What each operation costs: requests, never one more to look before it acts. */
class RequestCountsTest {
  private final Counts counts = new Counts();
  private final Server server = Proxy.server();
  private S3Client client;
  private S3FileStore store;

  @BeforeEach
  void open() {
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .httpClientBuilder(ApacheHttpClient.builder())
            .overrideConfiguration(o -> o.addExecutionInterceptor(counts))
            .build();
    store = S3FileStore.builder(server.newBucket()).prefix("p").client(client).build();
  }

  @AfterEach
  void close() {
    store.close();
    client.close();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, "d/%05d", i))
        .toList();
  }

  private void fill(List<String> names) {
    Map<String, byte[]> files =
        names.stream().collect(Collectors.toMap(Function.identity(), name -> new byte[] {1}));
    store.writeAll(files);
  }

  @Test
  void oneFileCostsOneRequest() {
    assertThat(counts.of(() -> store.write("a", "x"))).containsExactly("PutObject");
    assertThat(counts.of(() -> store.write("a", "y"))).containsExactly("PutObject");
    assertThat(counts.of(() -> store.readString("a"))).containsExactly("GetObject");
    assertThat(counts.of(() -> store.stat("a"))).containsExactly("HeadObject");
    assertThat(counts.of(() -> store.copy("a", "b"))).containsExactly("HeadObject", "CopyObject");
    assertThat(counts.of(() -> store.deleteFile("a"))).containsExactly("DeleteObject");
    assertThat(counts.of(() -> store.exists("a"))).containsExactly("HeadObject");
    assertThat(counts.of(() -> assertThrows(NotFoundException.class, () -> store.open("a"))))
        .containsExactly("GetObject");
  }

  @Test
  void theBucketIsAskedForOnceAtMost() {
    assertThat(counts.of(() -> store.exists("a"))).containsExactly("HeadObject", "HeadBucket");
    assertThat(counts.of(() -> store.exists("b"))).containsExactly("HeadObject");
  }

  @Test
  void conditionsAreProbedOnce() {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    assertThat(counts.of(() -> store.write("a", new byte[1], ifAbsent))).hasSizeGreaterThan(1);
    assertThat(counts.of(() -> store.write("b", new byte[1], ifAbsent)))
        .containsExactly("PutObject");
  }

  @Test
  void manyFilesCostOneRequestForAThousand() {
    List<String> names = names(2500);
    fill(names);
    assertThat(counts.of(() -> assertThat(store.list("d")).isEqualTo(names)))
        .isEqualTo(Collections.nCopies(3, "ListObjectsV2"));
    assertThat(
            counts.of(
                () -> {
                  try (Stream<FileInfo> files = store.walk("")) {
                    assertThat(files.map(f -> f.path().toString()))
                        .containsExactlyElementsOf(names);
                  }
                }))
        .isEqualTo(Collections.nCopies(3, "ListObjectsV2"));
    assertThat(counts.of(() -> store.deleteAll(names.subList(0, 1500))))
        .isEqualTo(Collections.nCopies(2, "DeleteObjects"));
    fill(names.subList(0, 1500));
    assertThat(counts.of(() -> store.deleteDirectory("d")))
        .containsExactlyInAnyOrder(
            "ListObjectsV2",
            "ListObjectsV2",
            "ListObjectsV2",
            "DeleteObjects",
            "DeleteObjects",
            "DeleteObjects");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aClientThatWasHandedInStaysOpen() {
    store.close();
    assertThat(client.listBuckets().buckets()).isNotEmpty();
  }
}
