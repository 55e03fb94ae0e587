package dev.coffer.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStoreException;
import dev.coffer.webhook.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An outbox in a process of its own, whose system calls a test may let fail. */
final class OutboxProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;

  OutboxProcess(Path outbox) throws IOException {
    this.process = Jvm.start(OutboxProcess.class, "-Xmx64m", outbox.toString());
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Records an event each time that a path is read from standard input. */
  public static void main(String[] args) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Outbox outbox = new Outbox(Path.of(args[0]))) {
      for (String path = orders.readLine(); path != null; path = orders.readLine()) {
        System.out.println(answer(outbox, path));
      }
    }
  }

  private static String answer(Outbox outbox, String path) {
    try {
      OutboxRecords.record(outbox, path);
      return "ok";
    } catch (FileStoreException e) {
      return e.getClass().getSimpleName() + " " + e.getMessage();
    }
  }

  /** Records an event: {@code ok}, or the error. */
  String record(String path) throws IOException {
    orders.println(path);
    return answers.readLine();
  }

  /** Lets each call of a kind fail until what is returned is run. */
  Runnable failing(String call, String error) throws IOException {
    Process strace = strace(call, error);
    BufferedReader said =
        new BufferedReader(new InputStreamReader(strace.getErrorStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    assumeTrue(
        line != null && line.contains("attached"), "this machine lets us trace nothing: " + line);
    return () -> {
      strace.destroy();
      Process unused = strace.onExit().join();
    };
  }

  private Process strace(String call, String error) {
    List<String> command =
        List.of(
            "strace",
            "-f",
            "-o",
            "/dev/null",
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + call + ":error=" + error,
            "-p",
            "" + process.pid());
    try {
      return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no strace: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    orders.close(); // which ends it
    Process unused =
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join().destroyForcibly();
  }
}
