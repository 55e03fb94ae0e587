package dev.coffer.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Contents that shrink more or less. */
final class Samples {
  private static final int LARGEST = 20 << 20;

  private Samples() {}

  /** Contents by name; those of files only if they are there. */
  static Map<String, byte[]> all(Path directory) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("event log", eventLog(LARGEST));
    byte[] sources = sources();
    if (sources.length > 0) {
      all.put("Java sources", sources);
    }
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]);
    if (Files.isRegularFile(jar)) {
      byte[] bytes = Files.readAllBytes(jar);
      all.put("jar", Arrays.copyOf(bytes, Math.min(bytes.length, LARGEST)));
    }
    all.put("random bytes", noise(LARGEST));
    return all;
  }

  /** Lines of JSON in which little is the same. */
  static byte[] eventLog(int length) {
    Random random = new Random(1);
    List<String> actions = List.of("read", "write", "run", "think", "message", "finish");
    StringBuilder log = new StringBuilder(length + 300);
    for (int id = 0; log.length() < length; id++) {
      log.append("{\"id\":").append(id).append(",\"timestamp\":\"2026-01-01T00:");
      log.append(10 + random.nextInt(50)).append(':').append(10 + random.nextInt(50));
      log.append("\",\"source\":\"agent\",\"action\":\"").append(actions.get(random.nextInt(6)));
      log.append("\",\"args\":{\"path\":\"/workspace/src/").append(random.nextInt(500));
      log.append(".py\",\"hash\":\"").append(Long.toHexString(random.nextLong())).append("\"}}\n");
    }
    return Arrays.copyOf(log.toString().getBytes(StandardCharsets.US_ASCII), length);
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sources() throws IOException {
    Path root = Path.of("core", "src", "main", "java");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.write(Files.readAllBytes(file));
        }
      }
    }
    return all.toByteArray();
  }
}
