package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options that all stores in buckets of remote services share, for authors of back ends. */
public final class BucketOptions {
  /** The size of the connection pool. */
  public static final Option<Integer> CONNECTIONS =
      Option.integer(
              "connections", "The maximum number of connections; each large open stream holds one.")
          .orElse("256");

  /** The number of concurrent requests of a bulk call. */
  public static final Option<Integer> CONCURRENCY =
      Option.integer(
              "requests.concurrency",
              "How many requests a call on many files makes at once. On S3, a read of many files"
                  + " makes up to twice as many while they are answered as quickly as before.")
          .orElse("64");

  /** How long connecting may take. */
  public static final Option<Duration> CONNECT =
      Option.duration("timeout.connect", "How long to wait for a connection to be established.")
          .orElse("5s");

  /** How long a server may be silent. */
  public static final Option<Duration> SOCKET =
      Option.duration("timeout.socket", "How long to wait for data from the server.").orElse("30s");

  /** How long an attempt may take. */
  public static final Option<Duration> ATTEMPT =
      Option.duration("timeout.attempt", "How long one attempt of a request may take.")
          .orElse("2m");

  /** How long a request is retried. */
  public static final Option<Duration> GIVE_UP_AFTER =
      Option.duration("request.give-up-after", "After how long a request is no longer repeated.")
          .orElse("1m");

  /** How long to retry a server that cannot be reached at all. */
  public static final Option<Duration> UNREACHABLE_AFTER =
      Option.duration(
              "request.unreachable-after",
              "After how long a refused connection or an unknown host is an error.")
          .orElse("3s");

  private BucketOptions() {}

  /**
   * Returns the options of a provider, followed by those for connections and repeated requests: all
   * above but {@link #CONNECTIONS}, for clients that have no pool.
   *
   * @param own the provider's own options
   * @return all options, in their order
   */
  public static List<Option<?>> withRequests(Option<?>... own) {
    List<Option<?>> all = new ArrayList<>(List.of(own));
    all.addAll(List.of(CONCURRENCY, CONNECT, SOCKET, ATTEMPT, GIVE_UP_AFTER, UNREACHABLE_AFTER));
    return List.copyOf(all);
  }

  /**
   * Returns the configured bucket: that of the path, or else that of an option.
   *
   * @param settings the settings of the store
   * @param bucket the provider's own option, with its variables
   * @return the place, whose parts are not checked; empty if neither is given
   */
  public static Optional<BucketPlace> place(Settings settings, Option<String> bucket) {
    return settings
        .path()
        .filter(path -> !path.isEmpty())
        .or(() -> settings.find(bucket))
        .map(BucketPlace::of);
  }

  /**
   * Returns the configured bucket, for a provider that requires one.
   *
   * @param settings the settings of the store
   * @param bucket the provider's own option
   * @param variable the well-known environment variable for it
   * @param scheme the scheme of the provider's URIs
   * @return a bucket and a directory that is a valid path
   * @throws ConfigurationException if none is given, or its directory is not a valid path
   */
  public static BucketPlace requirePlace(
      Settings settings, Option<String> bucket, String variable, String scheme) {
    BucketPlace place =
        place(settings, bucket)
            .orElseThrow(
                () ->
                    settings.wrong(
                        "the bucket is missing: set "
                            + variable
                            + " or FILE_STORE_PATH, give path(…), or open a URI such as "
                            + scheme
                            + "://bucket/prefix"));
    try {
      FilePath unused = FilePath.of(place.prefix());
      return place;
    } catch (InvalidFilePathException e) {
      throw settings.wrong("the prefix in the bucket is no path: " + e.getMessage());
    }
  }
}
