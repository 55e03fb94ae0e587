package dev.coffer.spi;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * Content that tracks how much of it a store has read, for authors of layers: a store that did not
 * receive all of it cannot have created a file, and a store that has not requested any can be
 * called again.
 */
public final class TrackedContent implements Content {
  private final Content content;
  private volatile boolean asked;
  private volatile boolean given;

  /**
   * Tracks a content.
   *
   * @param content the content to pass on; if it is empty it counts as given, since a store need
   *     not request it
   */
  public TrackedContent(Content content) {
    this.content = content;
    this.given = content.size().orElse(-1) == 0;
    this.asked = given;
  }

  /**
   * Returns whether the store has requested the content.
   *
   * @return true also if it failed since
   */
  public boolean isAsked() {
    return asked;
  }

  /**
   * Returns whether the store received all of the content at least once.
   *
   * @return true also if it failed afterwards
   */
  public boolean isGiven() {
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
    asked = true;
    content.writeTo(out);
    given = true;
  }
}
