package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The server did what it was asked and its answer did not arrive: the SDK asks again. */
@Tag("one-jdk")
class LostAnswersTest {
  private final AtomicBoolean lose = new AtomicBoolean();
  private final Server server = Proxy.server();
  private final S3Client client = server.client(new Loss());
  private final String bucket = server.newBucket();
  private final S3FileStore store = S3FileStore.builder(bucket).client(client).build();

  @AfterEach
  void close() {
    store.close();
    client.close();
  }

  /** Makes a failure of the next success of a write or a deletion. */
  private final class Loss implements ExecutionInterceptor {
    private boolean isChange(SdkRequest request) {
      if (request instanceof DeleteObjectRequest deletion) {
        return !deletion.key().contains(".coffer/");
      }
      if (request instanceof PutObjectRequest put) {
        return !put.key().contains(".coffer/");
      }
      return request instanceof CompleteMultipartUploadRequest complete
          && !complete.key().contains(".coffer/");
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      boolean change = isChange(context.request());
      return change && context.httpResponse().isSuccessful() && lose.getAndSet(false)
          ? context.httpResponse().toBuilder().statusCode(500).build()
          : context.httpResponse();
    }
  }

  @Test
  void aCreationWhoseAnswerWasLostIsNoConflict() {
    lose.set(true);
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent().metadata("k", "v");
    FileInfo written = store.write("a", new byte[] {1, 2}, options);
    assertThat(lose).isFalse();
    assertThat(written.size()).isEqualTo(2);
    assertThat(written.metadata()).containsOnlyKeys("k");
    assertThat(store.stat("a").orElseThrow().etag()).isEqualTo(written.etag());
    assertThrows(ConflictException.class, () -> store.write("a", new byte[1], options));
  }

  @Test
  void anUpdateWhoseAnswerWasLostIsNoConflict() {
    String etag = store.write("a", "one").etag();
    lose.set(true);
    store.write("a", new byte[] {1, 2}, WriteOptions.DEFAULTS.ifMatch(etag));
    assertThat(store.readBytes("a")).containsExactly(1, 2);
  }

  @Test
  void aDeletionWithoutAConditionWhoseAnswerWasLostIsDone() {
    store.write("a", "one");
    lose.set(true);
    store.deleteFile("a");
    assertThat(lose).isFalse();
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void aFileInPartsWhoseLastAnswerWasLostIsThere() {
    byte[] bytes = new byte[11 << 20];
    bytes[bytes.length - 1] = 7;
    lose.set(true);
    FileInfo plain = store.write("a", bytes);
    assertThat(lose).isFalse();
    assertThat(plain.size()).isEqualTo(bytes.length);
    lose.set(true);
    store.write("b", bytes, WriteOptions.DEFAULTS.ifAbsent());
    assertThat(lose).isFalse();
    assertThat(store.readBytes("b")).isEqualTo(bytes);
    assertThat(Server.uploads(client, bucket)).isEmpty();
  }
}
