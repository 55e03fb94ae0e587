package dev.coffer.gcs;

import com.google.api.client.http.AbstractInputStreamContent;
import dev.coffer.remote.Part;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a part from a position on, for each attempt. */
final class PartContent extends AbstractInputStreamContent {
  private final Part part;
  private final int offset;

  PartContent(@Nullable String type, Part part, int offset) {
    super(type);
    this.part = part;
    this.offset = offset;
  }

  @Override
  public InputStream getInputStream() {
    return part.stream(offset);
  }

  @Override
  public long getLength() {
    return (long) part.length() - offset;
  }

  @Override
  public boolean retrySupported() {
    return true;
  }
}
