package dev.coffer.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another Java process that tells by lines what it has done, and takes lines as commands. */
public final class JavaProcess implements AutoCloseable {
  /** Far longer than anything here takes: only what hangs comes to it. */
  private static final long BOUND_SECONDS = 600;

  private static final String END = "\u0000end of the output";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();

  private JavaProcess(Process process) {
    this.process = process;
    read(process.inputReader(StandardCharsets.UTF_8), lines);
    read(process.errorReader(StandardCharsets.UTF_8), errors);
  }

  private static void read(BufferedReader from, Queue<String> to) {
    Thread reader =
        new Thread(
            () -> {
              try (from) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                  to.add(line);
                }
              } catch (IOException e) {
                to.add(e.toString());
              } finally {
                to.add(END);
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  public static Start of(Class<?> main, Object... arguments) {
    return new Start(main, Arrays.stream(arguments).map(String::valueOf).toList());
  }

  /** How a process is started. */
  public static final class Start {
    private final Class<?> main;
    private final List<String> arguments;
    private final List<String> before = new ArrayList<>();
    private final List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    private final Map<String, String> environment = new HashMap<>();
    private String classPath = System.getProperty("java.class.path");

    private Start(Class<?> main, List<String> arguments) {
      this.main = main;
      this.arguments = arguments;
      environment.put("LC_ALL", "C.UTF-8");
    }

    /** Adds an option of Java. */
    public Start option(String option) {
      options.add(option);
      return this;
    }

    Start environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Puts a limit on the process, given as an argument of the shell's command for that. */
    Start limited(String bound) {
      before.addAll(List.of("sh", "-c", "ulimit " + bound + " && exec \"$@\"", "sh"));
      return this;
    }

    /** Puts a command before the one that starts Java. */
    public Start under(List<String> command) {
      before.addAll(command);
      return this;
    }

    Start classPath(List<Path> entries) {
      classPath = String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
      return this;
    }

    public JavaProcess start() {
      List<String> command = new ArrayList<>(before);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, main.getName()));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      try {
        return new JavaProcess(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The next line that the process prints. */
  public String line() throws InterruptedException {
    String line = lines.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    if (line == null || line.equals(END)) {
      throw new AssertionError((line == null ? "no line came" : "it ended") + ": " + errors);
    }
    return line;
  }

  /** All lines that it has printed and that were not taken, when it is gone. */
  public List<String> rest() throws InterruptedException {
    List<String> rest = new ArrayList<>();
    for (String line = lines.take(); !line.equals(END); line = lines.take()) {
      rest.add(line);
    }
    return rest;
  }

  long pid() {
    return process.pid();
  }

  public void send(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw new AssertionError("it takes no line: " + errors, e);
    }
  }

  /** Waits for the end of the process, which must be a good one. */
  public void awaitEnd() throws InterruptedException {
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + errors);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("exit code " + process.exitValue() + ": " + lines + errors);
    }
  }

  /**
   * Kills the process as {@code kill -9} does, and waits until it is gone. It is done by the
   * handle, since the process itself would close its output, in which lines may be left.
   */
  public void kill() throws InterruptedException {
    boolean unused = process.toHandle().destroyForcibly();
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not die");
    }
  }

  @Override
  public void close() {
    // Until it is gone it may write where the test deletes.
    process.destroyForcibly().onExit().join();
  }
}
