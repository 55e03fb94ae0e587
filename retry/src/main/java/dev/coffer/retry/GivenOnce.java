package dev.coffer.retry;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A content that knows whether any of it was asked for: before that, nothing can be written. */
final class GivenOnce implements Content {
  private final Content content;
  private volatile boolean asked;

  GivenOnce(Content content) {
    this.content = content;
    // A store may take an empty content without asking for it.
    this.asked = content.size().orElse(1) == 0;
  }

  boolean isUntouched() {
    return !asked;
  }

  @Override
  public OptionalLong size() {
    return content.size();
  }

  @Override
  public boolean isRepeatable() {
    return content.isRepeatable();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    asked = true;
    content.writeTo(out);
  }
}
