package dev.coffer.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of agents, which is killed and comes back under another name. */
final class AgentsProcess {
  private static final long END_SECONDS = 300;

  private final Stage stage;
  private final String name;
  private int lives;
  private Process process;

  AgentsProcess(Stage stage, String name) throws IOException {
    this.stage = stage;
    this.name = name;
    this.process = start();
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AgentsProgram.class.getName());
    command.add(stage.directory().toString());
    command.add(stage.receiver().toString());
    command.add(Long.toString(stage.begin()));
    command.add(name + lives++);
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Kills it in the middle of its work, and starts it again; returns whether it had lived on. */
  boolean kill() throws IOException, InterruptedException {
    boolean lived = process.isAlive();
    process.destroyForcibly().waitFor();
    process = start();
    return lived;
  }

  /** Starts it again as a new release is started; returns whether it ended by itself. */
  boolean restart() throws IOException, InterruptedException {
    boolean ended = end();
    process = start();
    return ended;
  }

  /** Lets it end by itself; false if it does not. */
  boolean end() throws IOException, InterruptedException {
    try (OutputStream in = process.getOutputStream()) {
      in.write('\n');
    }
    boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }

  void destroy() {
    process.destroyForcibly();
  }
}
