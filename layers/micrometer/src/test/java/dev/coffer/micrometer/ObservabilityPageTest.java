package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.config.FileStores;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.retry.RetryOptions;
import dev.coffer.retry.RetryingFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import dev.coffer.webhook.WebHook;
import dev.coffer.webhook.WebHookFileStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page, the dashboard and the rules name what there is, and the page all of it. */
final class ObservabilityPageTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(coffer\\.[a-z.]+)` \\| `(coffer_\\w+)` \\| ([^|]*) \\|");
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern METRIC = Pattern.compile("\\bcoffer_\\w+");

  private static final RetryOptions ALL =
      RetryOptions.DEFAULTS
          .deadline(Duration.ofMinutes(1))
          .breaker(5, Duration.ofSeconds(1))
          .concurrency(64);

  /** Tags by meter, as they were registered. */
  private static final Map<String, Set<String>> METERS = new TreeMap<>();

  /** Names of samples and families, as Prometheus fetches them. */
  private static final Set<String> SAMPLES = new TreeSet<>();

  @BeforeAll
  static void doEverything(@TempDir Path replica) {
    Telemetry telemetry = new Telemetry();
    try (FakeReceiver receiver = new FakeReceiver();
        FileStore store =
            telemetry.watch(
                new WebHookFileStore(
                    Proxy.store(Proxy.endpoint()).build(),
                    new InMemoryEventLog(),
                    List.of(
                        WebHook.builder(receiver.uri() + "/files")
                            .closeTimeout(Duration.ofMillis(1))
                            .build())));
        FileStore patient =
            telemetry.watch(
                new CachingFileStore(
                    new RetryingFileStore(new InMemoryFileStore(), ALL), CacheOptions.DEFAULTS));
        FileStore pruned =
            telemetry.watch(
                FileStores.open(
                    "memory:?versioning=on&versioning.keep=5&versioning.prune-every=1d"));
        FileStore replicated =
            telemetry.watch(FileStores.open("memory:?outbox=memory&replicas=file:" + replica))) {
      receiver.answer(request -> Reply.status(503));
      Everything.with(store, "text");
      Everything.with(patient, "text");
      Everything.with(pruned, "text");
      Everything.with(replicated, "text");
      for (Meter meter : telemetry.meters.getMeters()) {
        METERS
            .computeIfAbsent(meter.getId().getName(), name -> new TreeSet<>())
            .addAll(meter.getId().getTags().stream().map(Tag::getKey).toList());
      }
      METRIC
          .matcher(telemetry.meters.scrape())
          .results()
          .map(MatchResult::group)
          .forEach(SAMPLES::add);
    }
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCS.resolve("observability.md"))).results().toList();
  }

  @Test
  void thePageHasEachMeterThatThereIsAndNoOther() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(METERS.keySet());
  }

  @Test
  void thePageHasTheTagsOfEachMeter() throws IOException {
    for (MatchResult row : rows()) {
      Set<String> tags =
          WORD.matcher(row.group(3)).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
      assertThat(METERS.get(row.group(1)))
          .as(row.group(1))
          .containsExactlyInAnyOrderElementsOf(tags);
    }
  }

  @Test
  void thePageHasTheNamesThatPrometheusUses() throws IOException {
    for (MatchResult row : rows()) {
      assertThat(SAMPLES).as(row.group(1)).contains(row.group(2));
    }
  }

  @Test
  void theDashboardNamesWhatThereIs() throws IOException {
    JsonNode dashboard =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(DOCS.resolve("observability/dashboard.json")));
    List<String> expressions = dashboard.findValuesAsString("expr");
    assertThat(expressions).hasSizeGreaterThan(10);
    assertThat(names(String.join("\n", expressions))).isNotEmpty().isSubsetOf(SAMPLES);
    assertThat(names(dashboard.toString())).isSubsetOf(SAMPLES);
  }

  @Test
  void theRulesNameWhatThereIs() throws IOException {
    assertThat(names(Files.readString(DOCS.resolve("observability/alerts.yaml"))))
        .hasSizeGreaterThan(5)
        .isSubsetOf(SAMPLES);
  }

  private static Set<String> names(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
