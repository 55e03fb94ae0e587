package dev.coffer.spi;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * Content that knows how far a store has come with it, for authors of layers: a store that was not
 * given all of it cannot have made a file, and one that has not asked for any can be called again.
 */
public final class TrackedContent implements Content {
  private final Content content;
  private volatile boolean asked;
  private volatile boolean given;

  /**
   * Watches a content.
   *
   * @param content what is passed on; if it is empty it counts as given, since a store need not ask
   *     for it
   */
  public TrackedContent(Content content) {
    this.content = content;
    this.given = content.size().orElse(-1) == 0;
    this.asked = given;
  }

  /**
   * Whether the store has asked for the content.
   *
   * @return true also if it failed since
   */
  public boolean isAsked() {
    return asked;
  }

  /**
   * Whether the store was given all of the content at least once.
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
