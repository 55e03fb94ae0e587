package dev.coffer.app;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Content that tells how far it is. */
record CountedContent(Content content, Progress progress) implements Content {
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
    progress.begin(size().orElse(-1));
    new MeteredContent(content, progress::add).writeTo(out);
  }
}
