package dev.coffer.app.quickstart;

import dev.coffer.Content;
import dev.coffer.InvalidFilePathException;
import dev.coffer.agent.Locations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation of an agent that was recorded into one file: a JSON array of its events, or one
 * event a line. Each begins with its id and its time.
 *
 * @param file the file
 * @param sid the conversation: the file's name without its ending
 */
record Recording(Path file, String sid) {
  private static final Pattern NAME = Pattern.compile("(.+)\\.jsonl?");
  private static final Pattern BEGIN =
      Pattern.compile(
          "\\{\\s*\"id\"\\s*:\\s*(?:(\\d{1,18})|\"[^\"]*\")\\s*,\\s*\"timestamp\"\\s*:");
  private static final int BEGIN_BYTES = 400;

  /** Looks at a file from its begin to its end; nothing when it is another one. */
  static Optional<Recording> of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    Recording recording = new Recording(file, name.group(1));
    try {
      return recording.count() > 0 ? Optional.of(recording) : Optional.empty();
    } catch (JsonObjects.OtherTextException | InvalidFilePathException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count() throws IOException {
    long[] events = new long[1];
    each(event -> events[0]++);
    return events[0];
  }

  /** Gives each event as a file of its own at the path of {@link Locations}. */
  void files(Consumer<RecordedFiles.Item> taker) {
    try {
      each(taker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void each(Consumer<RecordedFiles.Item> taker) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      JsonObjects events = new JsonObjects(in);
      long number = -1;
      for (byte[] event = events.next(); event != null; event = events.next()) {
        byte[] bytes = event;
        number = Math.max(number + 1, ownNumber(bytes));
        taker.accept(
            new RecordedFiles.Item(
                Locations.eventFile(sid, number, null), () -> Content.of(bytes)));
      }
    }
  }

  /** An id that is no number, and one that comes too late, give way to the place in the file. */
  private static long ownNumber(byte[] event) throws JsonObjects.OtherTextException {
    int length = Math.min(event.length, BEGIN_BYTES);
    Matcher begin = BEGIN.matcher(new String(event, 0, length, StandardCharsets.UTF_8));
    if (!begin.lookingAt()) {
      throw new JsonObjects.OtherTextException("an event begins with its id and its time");
    }
    return begin.group(1) == null ? 0 : Long.parseLong(begin.group(1));
  }
}
