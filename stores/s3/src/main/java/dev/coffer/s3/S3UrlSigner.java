package dev.coffer.s3;

import dev.coffer.DownloadOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.SignedUrlDuration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs URLs with the client's own credentials and endpoint; makes no request. */
final class S3UrlSigner implements PresignedUrls {
  private final S3Bucket bucket;

  /** Null for a client that was passed in. */
  private final @Nullable OwnClient own;

  private final boolean pathStyle;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable S3Presigner presigner;

  S3UrlSigner(S3Bucket bucket, @Nullable OwnClient own, boolean pathStyle) {
    this.bucket = bucket;
    this.own = own;
    this.pathStyle = pathStyle;
  }

  @Override
  public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
    String key = bucket.keys.key("share", path);
    SignedUrlDuration.check(duration);
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(bucket.keys.bucket()).key(key);
    options.contentDisposition().ifPresent(request::responseContentDisposition);
    options.contentType().ifPresent(request::responseContentType);
    options.cacheControl().ifPresent(request::responseCacheControl);
    return signed(
        path,
        "GET",
        duration,
        s3 ->
            s3.presignGetObject(
                r -> r.signatureDuration(duration).getObjectRequest(request.build())));
  }

  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    String key = bucket.keys.key("share", path);
    SignedUrlDuration.check(duration);
    PutObjectRequest request =
        bucket
            .objectSettings
            .on(PutObjectRequest.builder())
            .bucket(bucket.keys.bucket())
            .key(key)
            .contentLength(size)
            .contentType(contentType)
            .build();
    return signed(
        path,
        "PUT",
        duration,
        s3 -> s3.presignPutObject(r -> r.signatureDuration(duration).putObjectRequest(request)));
  }

  /** Signs a request. */
  private interface Signing {
    PresignedRequest sign(S3Presigner presigner);
  }

  private PresignedUrl signed(FilePath path, String method, Duration duration, Signing signing) {
    Instant expires = Instant.now().plus(duration);
    requireHost(path);
    try {
      S3Presigner open = presigner();
      PresignedRequest request = bucket.send(() -> signing.sign(open));
      return new PresignedUrl(
          URI.create(request.url().toString()), method, headers(request), expires);
    } catch (SdkException e) {
      throw bucket.translate("share", path.toString(), e);
    }
  }

  /** The SDK cannot sign for an address in which it finds no host. */
  private void requireHost(FilePath path) {
    URI endpoint = own == null ? null : own.connection().endpoint();
    if (endpoint != null && !NamedHost.isPlain(endpoint)) {
      throw new UnsupportedFeatureException(
          new ErrorContext("share", path.toString(), bucket.store()),
          "no URL can be signed for a host with _ in its name: use another name of the server",
          null);
    }
  }

  private static Map<String, String> headers(PresignedRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .signedHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!lower.equals("host") && !lower.equals("content-length")) {
                headers.put(lower, String.join(",", values));
              }
            });
    return headers;
  }

  private S3Presigner presigner() {
    lock.lock();
    try {
      bucket.ensureOpen();
      if (presigner == null) {
        S3ServiceClientConfiguration client = bucket.client.serviceClientConfiguration();
        S3Presigner.Builder builder =
            S3Presigner.builder()
                .s3Client(bucket.client)
                .region(client.region())
                .credentialsProvider(client.credentialsProvider())
                .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(pathStyle).build());
        client.endpointOverride().ifPresent(builder::endpointOverride);
        presigner = builder.build();
      }
      return presigner;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      if (presigner != null) {
        presigner.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
