package dev.coffer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Content with given answers to its three methods. */
record WriterContent(OptionalLong size, boolean isRepeatable, ContentWriter writer)
    implements Content {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    writer.writeTo(out);
  }

  /** Says nothing of the bytes. */
  @Override
  public String toString() {
    return size.isPresent() ? "Content(" + size.getAsLong() + " bytes)" : "Content";
  }
}
