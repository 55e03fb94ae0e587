package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.remote.BucketOptions;
import dev.coffer.remote.BucketPlace;
import dev.coffer.remote.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** {@code s3://bucket/prefix}: a bucket, or a directory in it; the type {@code s3}. */
public final class S3Provider implements FileStoreProvider {
  private static final String ENDPOINT_VARIABLE = "AWS_S3_ENDPOINT";

  private static final Option<String> BUCKET =
      Option.text("bucket", "The bucket, if the path does not name one.").alsoFrom("AWS_S3_BUCKET");
  private static final Option<String> ENDPOINT =
      Option.text(
              "endpoint",
              "The server, if it is not Amazon's own: `host:port`, or a URL. In `AWS_S3_ENDPOINT`"
                  + " the scheme follows `secure`; elsewhere a given scheme is kept.")
          .alsoFrom(ENDPOINT_VARIABLE, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
  private static final Option<Boolean> SECURE =
      Option.flag("secure", "Whether an endpoint without a scheme is `https`.")
          .orElse("true")
          .alsoFrom("AWS_S3_SECURE");
  private static final Option<String> REGION =
      Option.text(
              "region",
              "The region of the bucket; by default that of the AWS profile, or `us-east-1` with"
                  + " an endpoint.")
          .alsoFrom("AWS_REGION", "AWS_DEFAULT_REGION");
  private static final Option<Boolean> PATH_STYLE =
      Option.flag(
          "path-style",
          "Whether the bucket is named in the path instead of the host name; true with an"
              + " endpoint.");
  private static final Option<String> CA_FILE =
      Option.text(
          "ca-file", "The certificates to trust instead of the machine's own, in PEM" + " form.");
  private static final Option<Boolean> CRC32 =
      Option.flag(
          "crc32",
          "Whether bodies carry a CRC32 instead of an MD5 or, over `http`, a signature: it costs"
              + " less. By default the parts of large files do if the server is seen to verify it,"
              + " over `https` or on this machine. With `true` all do, and writes to a server that"
              + " does not verify it are refused. Amazon's own S3 always receives one.");
  private static final Option<Long> PART_SIZE =
      Option.size(
              "part-size",
              "The size above which files are sent in parts, and the minimum size of the parts;"
                  + " at least 5 MiB. A write holds `parts.concurrency` parts and one more in"
                  + " memory.")
          .orElse("8MiB");
  private static final Option<Integer> PARTS =
      Option.integer("parts.concurrency", "How many parts of one file are sent at once.")
          .orElse(Integer.toString(S3Limits.USUAL.partsAtOnce()));
  private static final Option<Duration> CALL =
      Option.duration("timeout.call", "The timeout of a request, including all its" + " attempts.")
          .orElse("5m");
  private static final Option<Boolean> DIRECT_REQUESTS =
      Option.flag(
              "direct-requests",
              "Whether requests for whole objects bypass the interceptors of the SDK; they do not"
                  + " if the class path has any.")
          .orElse("true");
  private static final Option<String> SSE =
      Option.text("sse", "Encryption by the server: `AES256`, `aws:kms` or `aws:kms:dsse`.");
  private static final Option<String> KEY_ID =
      Option.text("sse.key-id", "The KMS key; by default the account's own.");
  private static final Option<Boolean> BUCKET_KEY =
      Option.flag(
          "sse.bucket-key",
          "Whether KMS is called for the bucket instead of for each" + " object.");
  private static final Option<String> STORAGE_CLASS =
      Option.text("storage-class", "The storage class of written files: `STANDARD_IA`, …");
  private static final Option<String> TAGS =
      Option.text("tags", "The tags of written files: `team=a&stage=test`.");

  /** Creates the provider; called by the service loader. */
  public S3Provider() {}

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("s3");
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        BUCKET,
        ENDPOINT,
        SECURE,
        REGION,
        PATH_STYLE,
        GivenCredentials.ACCESS_KEY,
        GivenCredentials.SECRET_KEY,
        GivenCredentials.SESSION_TOKEN,
        CA_FILE,
        CRC32,
        BucketOptions.CONNECTIONS,
        BucketOptions.CONCURRENCY,
        PART_SIZE,
        PARTS,
        BucketOptions.CONNECT,
        BucketOptions.SOCKET,
        BucketOptions.ATTEMPT,
        CALL,
        BucketOptions.GIVE_UP_AFTER,
        BucketOptions.UNREACHABLE_AFTER,
        DIRECT_REQUESTS,
        SSE,
        KEY_ID,
        BUCKET_KEY,
        STORAGE_CLASS,
        TAGS);
  }

  @Override
  public FileStore open(Settings settings) {
    S3Builder store = bucket(settings);
    connection(settings, store);
    limits(settings, store);
    objectSettings(settings, store);
    return store.build();
  }

  /** Returns bucket, prefix and server, since many servers have a bucket {@code data}. */
  @Override
  public String identity(Settings settings) {
    URI server = endpoint(settings).map(url -> Endpoint.of(url, type())).orElse(null);
    return BucketOptions.place(settings, BUCKET)
        .orElse(BucketPlace.of(""))
        .identity(type(), server);
  }

  private static S3Builder bucket(Settings settings) {
    BucketPlace place = BucketOptions.requirePlace(settings, BUCKET, "AWS_S3_BUCKET", "s3");
    return S3FileStore.builder(place.bucket()).prefix(place.prefix());
  }

  private static void connection(Settings settings, S3Builder store) {
    endpoint(settings).ifPresent(store::endpoint);
    settings.find(REGION).ifPresent(store::region);
    settings.find(PATH_STYLE).ifPresent(store::pathStyle);
    settings.find(CRC32).ifPresent(store::crc32);
    settings.find(CA_FILE).map(text -> caFile(settings, text)).ifPresent(store::caFile);
    GivenCredentials.find(settings)
        .map(StaticCredentialsProvider::create)
        .ifPresent(store::credentials);
    store.timeouts(
        settings.get(BucketOptions.CONNECT),
        settings.get(BucketOptions.SOCKET),
        settings.get(BucketOptions.ATTEMPT),
        settings.get(CALL));
    store
        .retryDeadline(settings.get(BucketOptions.GIVE_UP_AFTER))
        .unreachable(settings.get(BucketOptions.UNREACHABLE_AFTER))
        .directRequests(settings.get(DIRECT_REQUESTS))
        .connections(settings.get(BucketOptions.CONNECTIONS));
  }

  /** Read here once, since only the settings know who named the file. */
  private static Path caFile(Settings settings, String text) {
    Path file = settings.localPath(CA_FILE, text);
    try {
      var unused = S3Clients.certificates(file);
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw settings.wrong(CA_FILE, S3Clients.unread(file, e), e);
    }
  }

  /** Returns a URL; for the specification's own variable, {@code secure} determines the scheme. */
  private static Optional<String> endpoint(Settings settings) {
    boolean follows =
        settings
            .setting(ENDPOINT)
            .filter(given -> given.isFromVariable(ENDPOINT_VARIABLE))
            .isPresent();
    String scheme = settings.get(SECURE) ? "https://" : "http://";
    return settings
        .find(ENDPOINT)
        .map(text -> follows ? text.replaceFirst("(?i)^https?://", "") : text)
        .map(text -> text.contains("://") ? text : scheme + text);
  }

  private static void limits(Settings settings, S3Builder store) {
    long partSize = settings.get(PART_SIZE);
    if (partSize < S3Limits.SMALLEST_PART || partSize > Integer.MAX_VALUE / 2) {
      throw settings.wrong("part-size is " + partSize + "; it must be 5 MiB to 1 GiB");
    }
    store
        .partSize((int) partSize)
        .partsAtOnce(settings.get(PARTS))
        .concurrency(settings.get(BucketOptions.CONCURRENCY));
  }

  private static void objectSettings(Settings settings, S3Builder store) {
    Optional<String> keyId = settings.find(KEY_ID);
    Optional<Boolean> bucketKey = settings.find(BUCKET_KEY);
    Optional<String> sse = settings.find(SSE).map(text -> algorithm(settings, text));
    boolean kms = sse.filter(name -> name.startsWith("aws:kms")).isPresent();
    if (!kms && (keyId.isPresent() || bucketKey.isPresent())) {
      throw settings.wrong("sse.key-id and sse.bucket-key require sse=aws:kms");
    }
    sse.ifPresent(name -> store.encryption(name, keyId.orElse(null), bucketKey.orElse(null)));
    settings.find(STORAGE_CLASS).ifPresent(store::storageClass);
    settings.find(TAGS).ifPresent(store::tags);
  }

  private static String algorithm(Settings settings, String text) {
    for (String known : List.of("AES256", "aws:kms", "aws:kms:dsse")) {
      if (known.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw settings.wrong("sse must be AES256, aws:kms or aws:kms:dsse");
  }
}
