package dev.coffer.postgres;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.OutboxProvider;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.ReceiverState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Provides the outbox of a URL {@code jdbc:postgresql:}. */
public final class PostgresOutboxProvider implements OutboxProvider {
  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  static final Option<String> USER =
      Option.text(
          "outbox.user", "The user of the database; else that of the URL, or of this process.");
  static final Option<Secret> PASSWORD_OPTION =
      Option.secret("outbox.password", "The password of that user, if ~/.pgpass does not have it.");
  static final Option<String> SCHEMA_OPTION =
      Option.text(
              "outbox.schema",
              "The schema of the tables of an outbox in PostgreSQL, made if it does not exist:"
                  + " lower-case letters, digits and _.")
          .orElse("coffer");
  static final Option<Duration> LEASE =
      Option.duration(
              "outbox.lease",
              "How long after its last sign of life a node's receivers are delivered to by another;"
                  + " renewed three times as often.")
          .orElse("30s");
  static final Option<Duration> OWNER_LEASE =
      Option.duration(
              "outbox.owner-lease",
              "How long after its last sign of life a node is taken for dead, and another finds out"
                  + " what became of its changes.")
          .orElse("10m");
  static final Option<Integer> SHARDS =
      Option.integer(
              "outbox.shards",
              "Into how many parts, by path, the events of each receiver are split, which several"
                  + " nodes deliver; the same on all nodes.")
          .orElse("1");

  /** Creates the provider; called by the service loader. */
  public PostgresOutboxProvider() {}

  @Override
  public List<Option<?>> options() {
    return List.of(USER, PASSWORD_OPTION, SCHEMA_OPTION, LEASE, OWNER_LEASE, SHARDS);
  }

  @Override
  public boolean takes(String url) {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public boolean exists(String url, Settings settings) {
    return PostgresTables.exist(new PostgresDatabase(options(url, settings)));
  }

  @Override
  public List<ReceiverState> receivers(String url, Settings settings) {
    return PostgresTables.receivers(new PostgresDatabase(options(url, settings)));
  }

  @Override
  public FileEventLog open(String url, Settings settings, long max, OverflowPolicy onFull) {
    return new PostgresOutbox(options(url, settings), max, onFull);
  }

  private static PostgresOutboxOptions options(String url, Settings settings) {
    Optional<String> trouble = PostgresUrl.trouble(url);
    if (trouble.isPresent()) {
      throw OutboxProvider.wrongUrl(settings, trouble.get());
    }
    String schema = settings.get(SCHEMA_OPTION);
    if (!SCHEMA.matcher(schema).matches()) {
      throw settings.wrong(
          SCHEMA_OPTION, "a schema is up to 40 of a-z 0-9 _, and begins with a letter");
    }
    return new PostgresOutboxOptions(
        url,
        settings.find(USER),
        settings.find(PASSWORD_OPTION),
        schema,
        atLeast(settings, LEASE, Duration.ofMillis(100)),
        atLeast(settings, OWNER_LEASE, Duration.ofMillis(100)),
        shards(settings));
  }

  private static Duration atLeast(Settings settings, Option<Duration> option, Duration least) {
    Duration time = settings.get(option);
    if (time.compareTo(least) < 0) {
      throw settings.wrong(option, option.name() + " must be at least 100ms");
    }
    return time;
  }

  private static int shards(Settings settings) {
    int shards = settings.get(SHARDS);
    if (shards < 1 || shards > 64) {
      throw settings.wrong(SHARDS, "outbox.shards must be from 1 to 64");
    }
    return shards;
  }
}
