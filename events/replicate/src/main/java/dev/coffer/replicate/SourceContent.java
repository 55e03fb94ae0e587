package dev.coffer.replicate;

import dev.coffer.Content;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The content of an opened file of the primary, which remembers whether reading it failed. */
final class SourceContent implements Content {
  private final OpenedFile file;
  private @Nullable Exception failure;

  SourceContent(OpenedFile file) {
    this.file = file;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(file.info().size());
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    InputStream in = file.stream();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
      out.write(buffer, 0, read);
    }
  }

  private int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException | FileStoreException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Ends a write that failed, whatever its store made of the failure.
   *
   * @throws UnreadableSource if the content could not be read
   */
  void rethrowFailure() {
    if (failure != null) {
      throw new UnreadableSource(failure);
    }
  }
}
