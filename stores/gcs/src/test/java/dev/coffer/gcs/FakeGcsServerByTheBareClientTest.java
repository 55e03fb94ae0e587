package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.CopyWriter;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageClass;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fake server as Google's own client finds it, without anything of Coffer between them: what it
 * is like must not be what Coffer's client makes of it.
 */
@Tag("one-jdk")
class FakeGcsServerByTheBareClientTest {
  private static final String BUCKET = "photos";
  private static final byte[] LARGE = random(9_000_001);

  private final FakeGcsServer server = new FakeGcsServer();
  private final Storage client = client(NoCredentials.getInstance());

  private Storage client(Credentials credentials) {
    RetrySettings quick =
        StorageOptions.getDefaultRetrySettings().toBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(1))
            .setMaxRetryDelayDuration(Duration.ofMillis(10))
            .build();
    return StorageOptions.http()
        .setHost(server.uri().toString())
        .setProjectId("project")
        .setCredentials(credentials)
        .setRetrySettings(quick)
        .build()
        .getService();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static BlobInfo blob(String name) {
    return BlobInfo.newBuilder(BUCKET, name).build();
  }

  @BeforeEach
  void createBucket() {
    client.create(BucketInfo.of(BUCKET));
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  private Blob put(String name, String text) {
    return client.create(blob(name), utf8(text));
  }

  private Blob upload(BlobInfo info, byte[] content, BlobWriteOption... options)
      throws IOException {
    try (WriteChannel writer = client.writer(info, options)) {
      writer.setChunkSize(1 << 20);
      writer.write(ByteBuffer.wrap(content));
    }
    return client.get(info.getBlobId());
  }

  private static void assertRefused(int code, String reason, Runnable call) {
    StorageException refusal = catchThrowableOfType(StorageException.class, call::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getCode()).isEqualTo(code);
    assertThat(refusal.getReason()).isEqualTo(reason);
  }

  private List<String> names(BlobListOption... options) {
    List<String> names = new ArrayList<>();
    client.list(BUCKET, options).iterateAll().forEach(each -> names.add(each.getName()));
    return names;
  }

  @Test
  void aBucketIsThereOrNot() {
    assertThat(client.get(BUCKET).getStorageClass()).isEqualTo(StorageClass.STANDARD);
    assertThat(client.get("none")).isNull();
    assertRefused(409, "conflict", () -> client.create(BucketInfo.of(BUCKET)));
    assertRefused(404, "notFound", () -> client.list("none"));
    assertThat(client.delete(BUCKET)).isTrue();
    assertThat(client.delete(BUCKET)).isFalse();
  }

  @Test
  void aSmallObjectComesBackWithItsFields() {
    BlobInfo info =
        BlobInfo.newBuilder(BUCKET, "a/ü b+c%.txt")
            .setContentType("text/plain")
            .setCacheControl("no-store")
            .setStorageClass(StorageClass.COLDLINE)
            .setMetadata(Map.of("k", "ä€😀"))
            .build();
    Blob created = client.create(info, utf8("hello"));
    Blob got = client.get(created.getBlobId());
    assertThat(got.asBlobInfo()).isEqualTo(created.asBlobInfo());
    assertThat(got.getMetadata()).isEqualTo(info.getMetadata());
    assertThat(got.getStorageClass()).isEqualTo(StorageClass.COLDLINE);
    assertThat(got.getCreateTimeOffsetDateTime()).isNotNull();
    assertThat(client.readAllBytes(BUCKET, info.getName())).isEqualTo(utf8("hello"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(client.get(BUCKET, "none")).isNull();
    assertThat(client.delete(BUCKET, "none")).isFalse();
    assertRefused(404, "notFound", () -> client.readAllBytes(BUCKET, "none"));
    BlobId other = BlobId.of(BUCKET, "a", put("a", "x").getGeneration() + 1);
    assertThat(client.get(other)).isNull();
    assertThat(client.delete(other)).isFalse();
  }

  @Test
  void anObjectIsCreatedOnce() {
    client.create(blob("a"), utf8("1"), BlobTargetOption.doesNotExist());
    assertRefused(
        412,
        "conditionNotMet",
        () -> client.create(blob("a"), utf8("2"), BlobTargetOption.doesNotExist()));
    assertRefused(
        412,
        "conditionNotMet",
        () -> client.delete(BlobId.of(BUCKET, "a"), BlobSourceOption.generationMatch(1)));
  }

  @Test
  void aLargeObjectGoesUpInChunks() throws IOException {
    Blob large = upload(blob("a"), LARGE, BlobWriteOption.doesNotExist());
    assertThat(large.getSize()).isEqualTo(LARGE.length);
    assertThat(client.readAllBytes(large.getBlobId())).isEqualTo(LARGE);
    assertThat(server.openUploads(BUCKET)).isZero();
    assertThatThrownBy(() -> upload(blob("a"), LARGE, BlobWriteOption.doesNotExist()))
        .hasMessageContaining("412");
  }

  @Test
  void uploadsOfNothingAndOfWholeChunksEnd() throws IOException {
    assertThat(upload(blob("empty"), new byte[0]).getSize()).isZero();
    assertThat(upload(blob("edge"), Arrays.copyOf(LARGE, 2 << 20)).getSize()).isEqualTo(2 << 20);
  }

  @Test
  void anUploadContinuesAfterCutsAndRefusals() throws IOException {
    Requests puts = Requests.of("PUT");
    server.cutBeforeActing(puts.nth(2));
    server.cutAfterActing(puts.nth(4));
    server.refuse(puts.nth(6), 503, Map.of());
    Blob large = upload(blob("a"), LARGE, BlobWriteOption.doesNotExist());
    assertThat(client.readAllBytes(large.getBlobId())).isEqualTo(LARGE);
  }

  @Test
  void anUploadWhoseLastAnswerIsLostEnds() throws IOException {
    server.cutAfterActing(
        Requests.where(FakeGcsServerByTheBareClientTest::isPut).nth(9)); // the last of nine chunks
    Blob large = upload(blob("a"), LARGE, BlobWriteOption.doesNotExist());
    assertThat(client.readAllBytes(large.getBlobId())).isEqualTo(LARGE);
  }

  private static boolean isPut(ProxiedRequest request) {
    return request.method().equals("PUT");
  }

  @Test
  void aSessionIsWrittenAndContinuesInAnotherWriter() throws IOException {
    WriteChannel first = client.writer(blob("a"));
    first.setChunkSize(1 << 20);
    first.write(ByteBuffer.wrap(LARGE, 0, 3 << 20));
    try (WriteChannel second = first.capture().restore()) {
      second.write(ByteBuffer.wrap(LARGE, 3 << 20, LARGE.length - (3 << 20)));
    }
    assertThat(client.readAllBytes(BUCKET, "a")).isEqualTo(LARGE);
  }

  @Test
  void aPartIsReadAndTheEndIsTheEnd() throws IOException {
    client.create(blob("a"), LARGE);
    try (ReadChannel reader = client.reader(BUCKET, "a")) {
      reader.seek(8_000_000);
      reader.limit(8_000_010);
      ByteBuffer part = ByteBuffer.allocate(100);
      int read = 0;
      for (int now = reader.read(part); now >= 0; now = reader.read(part)) {
        read += now;
      }
      assertThat(read).isEqualTo(10);
      assertThat(Arrays.copyOf(part.array(), 10))
          .isEqualTo(Arrays.copyOfRange(LARGE, 8_000_000, 8_000_010));
    }
    try (ReadChannel past = client.reader(BUCKET, "a")) {
      past.seek(LARGE.length);
      assertThat(past.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void compressedContentIsReadBothWays() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(utf8("plain"));
    }
    BlobInfo info = BlobInfo.newBuilder(BUCKET, "a").setContentEncoding("gzip").build();
    client.create(info, compressed.toByteArray());
    assertThat(client.readAllBytes(BUCKET, "a")).isEqualTo(utf8("plain"));
    assertThat(client.readAllBytes(BUCKET, "a", BlobSourceOption.shouldReturnRawInputStream(true)))
        .isEqualTo(compressed.toByteArray());
  }

  @Test
  void listingsArePagedAndRolledUp() {
    for (String name : List.of("b", "a", "d/1", "d/2", "e/f/g", "😀", "\uFFFD")) {
      put(name, "x");
    }
    assertThat(names(BlobListOption.pageSize(2)))
        .containsExactly("a", "b", "d/1", "d/2", "e/f/g", "\uFFFD", "😀");
    assertThat(names(BlobListOption.currentDirectory(), BlobListOption.pageSize(2)))
        .containsExactlyInAnyOrder("a", "b", "d/", "e/", "\uFFFD", "😀");
    assertThat(names(BlobListOption.prefix("d/"), BlobListOption.currentDirectory()))
        .containsExactly("d/1", "d/2");
    assertThat(names(BlobListOption.startOffset("b"), BlobListOption.endOffset("d/2")))
        .containsExactly("b", "d/1");
    assertThat(
            client
                .list(BUCKET, BlobListOption.fields(Storage.BlobField.NAME))
                .iterateAll()
                .iterator()
                .next()
                .getSize())
        .isNull();
  }

  @Test
  void fieldsAreChangedUnderACondition() {
    Blob blob = put("a", "x");
    Blob changed =
        client.update(
            blob.toBuilder().setMetadata(Map.of("k", "v")).setContentType("x/y").build(),
            BlobTargetOption.metagenerationMatch());
    assertThat(changed.getMetadata()).containsEntry("k", "v");
    assertThat(changed.getMetageneration()).isEqualTo(2);
    assertThat(changed.getGeneration()).isEqualTo(blob.getGeneration());
    assertRefused(
        412,
        "conditionNotMet",
        () ->
            client.update(
                blob.toBuilder().setContentType("z").build(),
                BlobTargetOption.metagenerationMatch()));
  }

  @Test
  void aLargeObjectIsCopiedInSeveralCalls() throws IOException {
    Blob source = upload(BlobInfo.newBuilder(BUCKET, "a").setContentType("x/y").build(), LARGE);
    CopyWriter copy = client.copy(CopyRequest.of(BUCKET, "a", "b"));
    assertThat(copy.isDone()).isFalse();
    Blob result = copy.getResult();
    assertThat(result.getMd5()).isEqualTo(source.getMd5());
    assertThat(result.getContentType()).isEqualTo("x/y");
  }

  @Test
  void aCopyIsConditional() {
    put("a", "1");
    put("b", "2");
    CopyRequest onlyNew =
        CopyRequest.newBuilder()
            .setSource(BUCKET, "a")
            .setTarget(blob("b"), BlobTargetOption.doesNotExist())
            .build();
    assertRefused(412, "conditionNotMet", () -> client.copy(onlyNew).getResult());
  }

  @Test
  void objectsAreComposed() {
    put("a", "hel");
    put("b", "lo");
    Blob whole = client.compose(ComposeRequest.of(BUCKET, List.of("a", "b"), "c"));
    assertThat(whole.getComponentCount()).isEqualTo(2);
    assertThat(whole.getMd5()).isNull();
    assertThat(client.readAllBytes(BUCKET, "c")).isEqualTo(utf8("hello"));
  }

  @Test
  void aBatchReportsEachCall() {
    put("a", "1");
    put("b", "2");
    put("c", "3");
    server.refuse(
        Requests.where(each -> each.method().equals("DELETE") && each.target().contains("/o/c")),
        403,
        Map.of());
    StorageBatch batch = client.batch();
    StorageBatchResult<Boolean> there = batch.delete(BUCKET, "a");
    StorageBatchResult<Boolean> absent = batch.delete(BUCKET, "none");
    StorageBatchResult<Boolean> refused = batch.delete(BUCKET, "c");
    StorageBatchResult<Boolean> stale =
        batch.delete(BUCKET, "b", BlobSourceOption.generationMatch(1));
    StorageBatchResult<Blob> got = batch.get(BUCKET, "b");
    batch.submit();
    assertThat(there.get()).isTrue();
    assertThat(absent.get()).isFalse();
    assertRefused(403, "forbidden", refused::get);
    assertRefused(412, "conditionNotMet", stale::get);
    assertThat(got.get().getSize()).isEqualTo(1);
    assertThat(names()).containsExactly("b", "c");
  }

  @Test
  void theLongestNameIsANameForEveryCall() {
    String name = "😀".repeat(256);
    put(name, "hello");
    assertThat(client.get(BUCKET, name).getSize()).isEqualTo(5);
    assertThat(client.readAllBytes(BUCKET, name)).isEqualTo(utf8("hello"));
    assertThat(client.copy(CopyRequest.of(BUCKET, name, "b")).getResult().getSize()).isEqualTo(5);
    assertThat(names(BlobListOption.prefix(name), BlobListOption.startOffset(name)))
        .containsExactly(name);
    assertThat(client.delete(BUCKET, name)).isTrue();
  }

  @Test
  void versionsAreKeptIfTheBucketIsVersioned() {
    client.get(BUCKET).toBuilder().setVersioningEnabled(true).build().update();
    Blob first = put("a", "1");
    put("a", "2");
    client.delete(BUCKET, "a");
    assertThat(client.get(BUCKET, "a")).isNull();
    assertThat(names(BlobListOption.versions(true))).containsExactly("a", "a");
    assertThat(client.readAllBytes(first.getBlobId())).isEqualTo(utf8("1"));
    assertThat(client.get(first.getBlobId()).getDeleteTimeOffsetDateTime()).isNotNull();
  }

  @Test
  void theKeyIsKept() {
    Blob blob = client.create(blob("a"), utf8("x"), BlobTargetOption.kmsKeyName("k"));
    assertThat(blob.getKmsKeyName()).startsWith("k");
    assertThat(client.get(blob.getBlobId()).getKmsKeyName()).startsWith("k");
  }

  @Test
  void aReadThatIsNotNeededIsNotModified() {
    Blob blob = put("a", "1");
    StorageException refusal =
        catchThrowableOfType(
            StorageException.class,
            () ->
                client.get(
                    blob.getBlobId(), BlobGetOption.generationNotMatch(blob.getGeneration())));
    assertThat(refusal.getCode()).isEqualTo(304);
  }

  @Test
  void tokensAndPermissionsAreLookedAt() {
    put("a", "x");
    server.grant("good", "storage.objects.get");
    Storage reader = client(OAuth2Credentials.create(token("good")));
    Storage nobody = client(OAuth2Credentials.create(token("bad")));
    assertThat(reader.readAllBytes(BUCKET, "a")).isEqualTo(utf8("x"));
    assertThat(
            reader.testIamPermissions(
                BUCKET, List.of("storage.objects.get", "storage.objects.list")))
        .containsExactly(true, false);
    assertThatThrownBy(() -> reader.list(BUCKET))
        .hasMessageContaining("Permission 'storage.objects.list' denied");
    assertRefused(403, "forbidden", () -> reader.delete(BUCKET, "a"));
    // The client takes the 401 for an old token and has no way to get a new one.
    assertThatThrownBy(() -> nobody.readAllBytes(BUCKET, "a"))
        .isInstanceOf(StorageException.class)
        .hasStackTraceContaining("refresh");
    assertRefused(401, "required", () -> client.readAllBytes(BUCKET, "a"));
  }

  private static AccessToken token(String value) {
    return new AccessToken(value, Date.from(Instant.now().plus(Duration.ofDays(1))));
  }

  @Test
  void whatIsBusyIsAskedAgain() {
    server.refuse(Requests.of("GET").first(2), 503, Map.of("Retry-After", "0"));
    assertThat(client.get(BUCKET, "none")).isNull();
    server.heal();
    server.refuse(Requests.of("GET").first(2), 429, Map.of());
    assertThat(client.get(BUCKET, "none")).isNull();
    server.heal();
    server.cutBeforeActing(Requests.of("GET").first(2));
    assertThat(client.get(BUCKET, "none")).isNull();
  }

  @Test
  void urlsThatTheClientSignsReadAndWrite() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    server.trust("me@project", keys.getPublic());
    ServiceAccountCredentials signer =
        ServiceAccountCredentials.newBuilder()
            .setClientEmail("me@project")
            .setPrivateKey(keys.getPrivate())
            .build();
    URL put = sign("d/ü b", signer, HttpMethod.PUT);
    assertThat(status(put, "PUT", utf8("hello"))).isEqualTo(200);
    try (InputStream in = sign("d/ü b", signer, HttpMethod.GET).openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(utf8("hello"));
    }
    assertThat(status(put, "DELETE", new byte[0])).isEqualTo(403);
  }

  private URL sign(String name, ServiceAccountCredentials signer, HttpMethod method) {
    return client.signUrl(
        blob(name),
        10,
        TimeUnit.MINUTES,
        SignUrlOption.withV4Signature(),
        SignUrlOption.withPathStyle(),
        SignUrlOption.withHostName(server.uri().toString()),
        SignUrlOption.httpMethod(method),
        SignUrlOption.signWith(signer));
  }

  private static int status(URL url, String method, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod(method);
    connection.setDoOutput(true);
    // Else the JDK's client adds a type that is not signed.
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return connection.getResponseCode();
  }
}
