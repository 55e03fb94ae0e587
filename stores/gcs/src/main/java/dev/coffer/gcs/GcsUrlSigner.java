package dev.coffer.gcs;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageException;
import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.DownloadOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.SignedUrlDuration;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Signs URLs with the private key of the credentials; if they have none, with a request to Google.
 */
final class GcsUrlSigner implements PresignedUrls {
  private static final String LENGTH = "x-goog-content-length-range";
  private static final String TYPE = "content-type";
  private static final String DISPOSITION = "response-content-disposition";

  private final GcsBucket bucket;
  private final Supplier<Storage> client;
  private final String host;

  GcsUrlSigner(GcsBucket bucket, Supplier<Storage> client, String host) {
    this.bucket = bucket;
    this.client = client;
    this.host = host;
  }

  @Override
  public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
    requireDispositionAlone(path, options);
    Map<String, String> query = new HashMap<>();
    options.contentDisposition().ifPresent(value -> query.put(DISPOSITION, value));
    return signed(path, HttpMethod.GET, duration, Map.of(), SignUrlOption.withQueryParams(query));
  }

  /** Google keeps to the content type of an object, and each object of this store has one. */
  private void requireDispositionAlone(FilePath path, DownloadOptions options) {
    if (options.cacheControl().isPresent() || options.contentType().isPresent()) {
      throw new UnsupportedFeatureException(
          new ErrorContext("share", path.toString(), bucket.store()),
          "Google Cloud Storage signs no Content-Type and no Cache-Control of an answer: the file's"
              + " own are sent",
          null);
    }
  }

  /** The content type is set as a header because the library's own option does not sign it. */
  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    Map<String, String> headers = new HashMap<>();
    headers.put(LENGTH, size + "," + size);
    if (!contentType.isEmpty()) {
      headers.put(TYPE, contentType);
    }
    return signed(path, HttpMethod.PUT, duration, headers, SignUrlOption.withQueryParams(Map.of()));
  }

  private PresignedUrl signed(
      FilePath path,
      HttpMethod method,
      Duration duration,
      Map<String, String> headers,
      SignUrlOption query) {
    String key = bucket.keys.key("share", path);
    SignedUrlDuration.check(duration);
    bucket.check("share", path.toString());
    Instant expires = Instant.now().plus(duration);
    BlobInfo object = BlobInfo.newBuilder(/* bucket= */ bucket.name(), /* name= */ key).build();
    List<SignUrlOption> options =
        List.of(
            SignUrlOption.withV4Signature(),
            SignUrlOption.withPathStyle(),
            SignUrlOption.withHostName(host),
            SignUrlOption.httpMethod(method),
            SignUrlOption.withExtHeaders(headers),
            query);
    URL url = sign(path, object, duration, options);
    return new PresignedUrl(uri(url), method.name(), headers, expires);
  }

  private URL sign(FilePath path, BlobInfo object, Duration duration, List<SignUrlOption> options) {
    try {
      return client
          .get()
          .signUrl(
              object,
              duration.toSeconds(),
              TimeUnit.SECONDS,
              options.toArray(SignUrlOption[]::new));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new ConfigurationException(
          new ErrorContext("share", path.toString(), bucket.store()),
          "these credentials cannot sign: use the key of a service account",
          e);
    } catch (StorageException e) {
      throw new ConnectionException(
          new ErrorContext("share", path.toString(), bucket.store()),
          "Google did not sign the URL",
          e);
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          new ErrorContext("share", path.toString(), bucket.store()),
          "Google does not sign for these credentials: they need the permission"
              + " iam.serviceAccounts.signBlob",
          e);
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Google's client created an invalid URL", e);
    }
  }
}
