package dev.coffer.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * Standard input. Where it was closed before the process began, the first file that Java opened for
 * itself has its descriptor, and must not be read as if somebody had given it.
 */
final class StandardInput {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /** One whose reader can be interrupted. */
  static InputStream ofProcess() {
    return isOfJava()
        ? new Closed()
        : Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
  }

  /** False where the system does not tell. */
  private static boolean isOfJava() {
    try {
      return DESCRIPTOR
          .toRealPath()
          .startsWith(Path.of(System.getProperty("java.home")).toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** What cannot be read. */
  private static final class Closed extends InputStream {
    @Override
    public int read() {
      throw new CommandException(ExitCode.NOT_RETRYABLE, "standard input is closed");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }
  }
}
