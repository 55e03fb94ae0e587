package com.example.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who starts the server with something that is wrong gets one line that says what to do. */
@Timeout(180)
class StartTest {
  @TempDir Path directory;

  private Process start(Map<String, String> variables, String... recordings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(recordings));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(FILE_STORE|COFFER|AWS).*"));
    builder.environment().putAll(Map.of("FILE_STORE_PATH", "data", "PORT", "0"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private String refusal(Map<String, String> variables, String... recordings) throws Exception {
    Process process = start(variables, recordings);
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("it ends").isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    String lines = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(lines.lines()).as("%s", lines).hasSize(1);
    return lines;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aStoreThatDoesNotExistIsNamedWithThoseThatDo() throws Exception {
    assertThat(refusal(Map.of("FILE_STORE", "locl"))).contains("'locl'", "'local'");
    assertThat(refusal(Map.of("FILE_STORE", "s3", "FILE_STORE_PATH", ""))).contains("AWS_S3_BUCKET");
    assertThat(refusal(Map.of("FILE_STORE_PATH", ""))).contains("FILE_STORE_PATH");
  }

  @Test
  void aFileIsNoDirectoryOfFiles() throws Exception {
    file("note", "");
    assertThat(refusal(Map.of("FILE_STORE_PATH", "note"))).contains("note");
  }

  @Test
  void aDirectoryThatMayNotBeReadIsNamed() throws Exception {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may read each directory");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assertThat(refusal(Map.of("FILE_STORE_PATH", "closed"))).contains("closed");
  }

  @Test
  void aStoreThatDoesNotAnswerIsNamed() throws Exception {
    Map<String, String> nowhere = new HashMap<>();
    nowhere.put("AWS_ENDPOINT_URL", "http://localhost:1");
    nowhere.putAll(Map.of("FILE_STORE", "s3", "FILE_STORE_PATH", "bucket", "AWS_REGION", "eu-west-1"));
    nowhere.putAll(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
    assertThat(refusal(nowhere)).contains("s3:bucket", nowhere.get("AWS_ENDPOINT_URL"));
  }

  @Test
  void aNumberThatIsNoneIsNamedWithItsRange() throws Exception {
    for (String port : List.of("x", "-1", "65536", "80 80")) {
      assertThat(refusal(Map.of("PORT", port))).contains("PORT=" + port + " is no number from 0 to");
    }
    assertThat(refusal(Map.of("REPLAY_MILLIS", "1s"))).contains("REPLAY_MILLIS=1s is no number");
  }

  @Test
  void aPortThatIsInUseIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      assertThat(refusal(Map.of("PORT", port))).contains("port " + port, "in use", "PORT=0");
    }
  }

  @Test
  void whatIsNoRecordingIsNamedBeforeAnythingIsStored() throws Exception {
    file("good.json", "[{\"action\":\"x\"}]");
    assertThat(refusal(Map.of(), "good.json", "none.json")).contains("none.json", "does not exist");
    assertThat(refusal(Map.of(), "--port", "80")).contains("--port", "PORT=8080");
    Map<String, String> wrong = new HashMap<>();
    wrong.put("text.json", "hello");
    wrong.put("half.json", "[{\"action\":\"x\"}");
    wrong.put("object.json", "{\"events\":[]}");
    wrong.put("numbers.json", "[1]");
    wrong.put("array.jsonl", "[]");
    wrong.put("empty.json", "");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      file(each.getKey(), each.getValue());
      assertThat(refusal(Map.of(), "good.json", each.getKey())).contains(each.getKey(), "event");
    }
    Files.write(directory.resolve("latin.json"), new byte[] {'[', '"', (byte) 0xE9, '"', ']'});
    assertThat(refusal(Map.of(), "good.json", "latin.json")).contains("latin.json");
    file(".json", "[]");
    assertThat(refusal(Map.of(), ".json")).contains("name");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void theRecordingsOfADirectoryAreReplayedAndTheServerRuns() throws Exception {
    Path recordings = Files.createDirectory(directory.resolve("recordings"));
    Files.writeString(recordings.resolve("a.json"), "[{\"action\":\"x\"}]");
    Files.writeString(recordings.resolve("README.md"), "# Recordings");
    Process process = start(Map.of(), "recordings");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).startsWith("http://localhost:");
      assertThat(lines.readLine()).isEqualTo("a: 1 events");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor()).isNotEqualTo(1);
  }

  @Test
  void whoAsksForHelpGetsIt() throws Exception {
    Process process = start(Map.of("PORT", "x"), "--help");
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("RECORDING", "FILE_STORE", "PORT", "REPLAY_MILLIS");
    assertThat(process.waitFor()).isZero();
  }
}
