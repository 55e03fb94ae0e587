package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two processes read while Redis is killed, started again, paused and cut off: of a file that
 * a process has written itself never an older state, of any other none that is older than the time
 * that the cache may serve it. The clocks of the processes are the machine's.
 */
@Timeout(120)
@Tag("servers")
class HistoryTest {
  private static final int PROCESSES = 2;

  @TempDir private Path files;
  @TempDir private Path logs;

  private record Call(boolean isWrite, int by, int file, long number, long begun, long ended) {
    static Call of(int by, String line) {
      String[] words = line.split(" ", -1);
      return new Call(
          words[0].equals("w"),
          by,
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    }
  }

  @Test
  void noProcessReadsAnOlderStateThanItMay() throws Exception {
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port())) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(i, i == 0 ? redis.uri() : network.uri()));
      }
      try {
        trouble(redis, network);
      } finally {
        end(processes);
      }
    }
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      for (String line : Files.readAllLines(logs.resolve("log" + i))) {
        calls.add(Call.of(i, line));
      }
    }
    assertThat(calls).hasSizeGreaterThan(1000);
    check(calls);
  }

  private Process start(int number, String redis) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            ReadingProcess.class.getName(),
            files.toString(),
            redis,
            String.valueOf(number),
            String.valueOf(PROCESSES),
            logs.resolve("log" + number).toString());
    return new ProcessBuilder(command)
        .inheritIO()
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  /** Each trouble lasts until both processes have done much more. */
  private void trouble(RedisServer redis, TcpProxy network) throws IOException {
    awaitProgress();
    redis.kill();
    awaitProgress();
    redis.restart();
    awaitProgress();
    redis.pause();
    awaitProgress();
    redis.resume();
    awaitProgress();
    network.silence();
    awaitProgress();
    network.heal();
    awaitProgress();
    network.cut();
    awaitProgress();
    network.heal();
    awaitProgress();
  }

  private void awaitProgress() throws IOException {
    for (int i = 0; i < PROCESSES; i++) {
      Path log = logs.resolve("log" + i);
      long enough = size(log) + 30_000;
      while (size(log) < enough) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void end(List<Process> processes) throws IOException {
    for (Process each : processes) {
      try (OutputStream input = each.getOutputStream()) {
        input.write('\n');
      }
    }
    for (Process each : processes) {
      assertThat(each.onExit().join().exitValue()).isZero();
    }
  }

  private static void check(List<Call> calls) {
    Map<Integer, NavigableMap<Long, Long>> writes = new HashMap<>();
    for (Call call : calls) {
      if (call.isWrite()) {
        writes
            .computeIfAbsent(call.file(), file -> new TreeMap<>())
            .put(call.ended(), call.number());
      }
    }
    for (Call call : calls) {
      if (!call.isWrite()) {
        boolean isOwn = call.by() == call.file();
        Duration old = isOwn ? Duration.ZERO : ReadingProcess.TTL;
        Map.Entry<Long, Long> least =
            Objects.requireNonNull(writes.get(call.file()))
                .floorEntry(call.begun() - old.toNanos());
        assertThat(call.number())
            .as("%s after %s", call, least)
            .isGreaterThanOrEqualTo(least == null ? 0 : least.getValue());
      }
    }
  }
}
