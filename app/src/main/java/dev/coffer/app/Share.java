package dev.coffer.app;

import dev.coffer.DownloadOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.event.FileEvents;
import java.time.Duration;
import java.util.List;

/** Prints a URL with which anybody reads or writes one file for a time. */
final class Share implements Verb {
  private static final VerbOption FOR =
      new VerbOption("--for", "TIME", "How long the URL lives: 90s, 30m, 1h, 7d.");
  private static final VerbOption WRITE =
      VerbOption.of("--write", "A URL that writes the file; needs --size.");
  private static final VerbOption SIZE =
      new VerbOption("--size", "BYTES", "With --write: how many are written.");
  private static final VerbOption TYPE =
      new VerbOption(
          "--type", "TYPE", "With --write: the content type; else application/octet-stream.");
  private static final VerbOption DOWNLOAD_NAME =
      new VerbOption(
          "--download-name", "NAME", "The file name under which a browser saves what it reads.");

  @Override
  public Usage usage() {
    return new Usage(
        "share",
        "Print a URL with which anybody reads a file for a time.",
        List.of(FOR, DOWNLOAD_NAME, WRITE, SIZE, TYPE),
        List.of(PositionalArgument.of("PATH", "The file; need not exist.")),
        """
        The URL is signed with the credentials of this call and is a secret: who knows it needs no
        others. No request is made. It ends with its time, at the latest with the credentials; it
        cannot be taken back. What is written with one must have the size and the type that were
        signed; the headers to be sent with it are printed beside it. Stores that are not services have
        no such URLs.
        """,
        List.of(
            "coffer share --for 1h --store 's3://photos?region=eu-west-1' notes/a.txt",
            "coffer share --for 1h --download-name 'My notes.txt' --store 's3://photos?region=eu-west-1' \\\n"
                + "  notes/a.txt",
            "coffer share --for 10m --write --size 2048 --type text/plain --json \\\n"
                + "  --store 's3://photos?region=eu-west-1' notes/b.txt"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    FilePath path = StorePaths.file(words.place(0));
    Duration duration = Age.parse(required(words, FOR));
    requireTogether(words);
    try (FileStore store = session.openPresent()) {
      if (words.has(WRITE) && store.unwrap(FileEvents.class).isPresent()) {
        session.console().warn("what is written with it is not announced to the store's receivers");
      }
      tell(path, sign(store, path, duration, words), session);
    }
  }

  private static PresignedUrl sign(
      FileStore store, FilePath path, Duration duration, ParsedArguments words) {
    PresignedUrls urls =
        store
            .unwrap(PresignedUrls.class)
            .orElseThrow(
                () ->
                    new UnsupportedFeatureException(
                        new ErrorContext("share", path.toString(), store.name()),
                        "it has no URLs: copy the file to a store that has, such as s3, or send it"
                            + " (coffer get)",
                        null));
    try {
      return words.has(WRITE)
          ? urls.forWriting(path, duration, size(required(words, SIZE)), type(words))
          : urls.forReading(path, duration, download(words));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private static DownloadOptions download(ParsedArguments words) {
    String name = words.value(DOWNLOAD_NAME);
    return name == null ? DownloadOptions.DEFAULTS : DownloadOptions.DEFAULTS.attachment(name);
  }

  private static void requireTogether(ParsedArguments words) {
    if (words.has(WRITE)) {
      if (words.has(DOWNLOAD_NAME)) {
        throw usage("--download-name is for reading, not for --write");
      }
      size(required(words, SIZE));
    } else if (words.has(SIZE) || words.has(TYPE)) {
      throw usage("--size and --type belong to --write");
    }
  }

  private static String required(ParsedArguments words, VerbOption flag) {
    String value = words.value(flag);
    if (value == null) {
      throw usage(flag + " is missing");
    }
    return value;
  }

  private static String type(ParsedArguments words) {
    String type = words.value(TYPE);
    return WriteOptions.DEFAULTS
        .contentType(type == null ? "application/octet-stream" : type)
        .contentType()
        .orElseThrow();
  }

  private static long size(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw usage("no number of bytes: " + text);
    }
    return Long.parseLong(text);
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, "share: " + message + "\nTry: coffer share --help");
  }

  private static void tell(FilePath path, PresignedUrl url, CommandSession session) {
    if (session.json()) {
      JsonLine headers = new JsonLine();
      url.headers().forEach(headers::text);
      session
          .console()
          .out()
          .println(
              new JsonLine()
                  .text("path", path.toString())
                  .text("method", url.method())
                  .text("url", url.uri().toString())
                  .text("expires", url.expires().toString())
                  .object("headers", headers)
                  .toString());
      return;
    }
    url.headers()
        .forEach((name, value) -> session.console().warn("send with it: " + name + ": " + value));
    session.console().out().println(url.uri().toString());
  }
}
