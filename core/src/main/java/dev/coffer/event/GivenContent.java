package dev.coffer.event;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Knows whether a store was given all of a content. Before that it cannot have made a file. */
final class GivenContent implements Content {
  private final Content content;
  private volatile boolean given;

  GivenContent(Content content) {
    this.content = content;
    this.given = content.size().orElse(-1) == 0; // there is nothing to ask for
  }

  boolean isGiven() {
    return given;
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
    content.writeTo(out);
    given = true;
  }
}
