package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.local.LocalFileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four processes append to one conversation and are killed, each somewhere in its work: every event
 * that was done is there under the id that was given, once; there is no gap, and no half of one.
 */
@Tag("kills")
@Timeout(120)
class KilledAppendersTest {
  private static final int EVENTS_BEFORE_THE_KILL = 60;

  @TempDir Path root;

  private String uri() {
    return "file:" + root + "?durability=none";
  }

  @Test
  void noIdIsGivenTwiceAndNothingThatWasDoneIsLost() throws Exception {
    Map<Long, String> done = new HashMap<>();
    List<CompletableFuture<List<String>>> writers =
        IntStream.range(0, 4).mapToObj(i -> appendAndDie("writer-" + i)).toList();
    for (CompletableFuture<List<String>> writer : writers) {
      for (String line : lines(writer)) {
        int blank = line.indexOf(' ');
        long id = Long.parseLong(line.substring(0, blank));
        assertThat(done.put(id, line.substring(blank + 1))).as("the id " + id).isNull();
      }
    }
    assertThat(done).hasSizeGreaterThanOrEqualTo(4 * EVENTS_BEFORE_THE_KILL);
    verify(done);
  }

  private void verify(Map<Long, String> done) {
    try (FileStore store = new LocalFileStore(root)) {
      EventLog log = EventLog.of(store, "c1", null);
      List<AgentEvent> events = log.search(EventFilter.ALL, EventRange.ALL).toList();
      assertThat(events)
          .extracting(AgentEvent::id)
          .isEqualTo(IntStream.range(0, events.size()).mapToObj(Long::valueOf).toList());
      // Of each writer, the last event may be done without its answer.
      assertThat(events).hasSizeBetween(done.size(), done.size() + 4);
      List<String> names = events.stream().map(KilledAppendersTest::name).toList();
      assertThat(names).doesNotHaveDuplicates();
      done.forEach((id, name) -> assertThat(names.get(id.intValue())).isEqualTo(name));
      assertThat(log.append("{\"action\": \"message\"}")).isEqualTo(events.size());
    }
  }

  private static String name(AgentEvent event) {
    return JsonDocument.parseObject(event.json()).text("name").orElseThrow();
  }

  private static List<String> lines(CompletableFuture<List<String>> writer)
      throws InterruptedException {
    try {
      return writer.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Starts a process; kills it after some events, and returns the whole lines that it printed. */
  private CompletableFuture<List<String>> appendAndDie(String writer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return linesOfKilled(writer);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, writer).start());
  }

  private List<String> linesOfKilled(String writer) throws IOException {
    Process process = ChildProcess.start(AppendingProgram.class, "64m", uri(), writer);
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (lines.size() == EVENTS_BEFORE_THE_KILL) {
          // By its handle: what it printed can still be read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return lines;
  }
}
