package dev.coffer.app;

import java.io.IOException;
import java.nio.file.Path;

/** A process that uses the area of a directory, and says so, until its input ends. */
final class AreaHolder {
  private AreaHolder() {}

  /** Starts it, and waits until it uses the area. */
  static Process start(Path directory) throws IOException {
    String classes = System.getProperty("java.class.path");
    String name = AreaHolder.class.getName();
    Process process =
        new ProcessBuilder(Program.JAVA, "-Xmx64m", "-cp", classes, name, directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getInputStream().read();
    return process;
  }

  /** Lets it leave. */
  static void end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  public static void main(String[] args) throws IOException {
    PassingArea area = PassingArea.of(Path.of(args[0]));
    System.out.write('u');
    System.out.flush();
    System.in.read();
    area.leave();
  }
}
