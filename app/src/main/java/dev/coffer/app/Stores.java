package dev.coffer.app;

import dev.coffer.config.NamedStores;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Shows the stores that have a name, and whether they work. */
final class Stores implements Verb {
  /** A clock of nanoseconds can count it. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final VerbOption WITHIN =
      new VerbOption(
          "--within", "TIME", "With check: how long a store may take, 10s if not given.");

  @Override
  public Usage usage() {
    return new Usage(
        "stores",
        "List the stores that have a name, or try whether they work.",
        List.of(WITHIN),
        List.of(
            new PositionalArgument(
                "ACTION",
                PositionalArgument.Count.OPTIONAL,
                "list, check or names; list if not given.",
                List.of("list", "check", "names")),
            new PositionalArgument(
                "NAME", PositionalArgument.Count.ANY, "A store, with or without its @; else all.")),
        """
        Names stand in the file of COFFER_CONFIG, else in ~/.coffer/config.properties:
          stores.minio.uri=s3://photos?endpoint=http://localhost:9000
          stores.minio.access-key=env:MINIO_USER
          stores.minio.secret-key=file:/run/secrets/minio
        Keep the file for yourself (chmod 600). Then @minio is that store wherever a URI may stand, and
        @minio/2024 the directory 2024 of it.

        list shows each setting and where it comes from: a line of the file, a variable. Defaults are
        left out, and no secret is shown. names prints the names alone. check opens all stores at once
        and asks each whether it answers; no file is written. Each has a line, and the exit code is that
        of the first failure.
        """,
        List.of(
            """
            (umask 077; mkdir -p ~/.coffer; echo 'stores.box.uri=file:~/box' > ~/.coffer/config.properties)
              coffer stores""",
            "coffer stores list box --json",
            "coffer stores check --within 5s",
            "coffer stores names"));
  }

  @Override
  public void run(CommandSession session) {
    if (session.words().has(VerbOption.STORE)) {
      throw usage("it shows the stores of a file: no --store");
    }
    NamedStores stores = NamedStores.fromEnvironment(session.console().env());
    Collection<String> names = names(stores, session.words());
    if (names.isEmpty()) {
      String state = Files.exists(stores.file()) ? " names none" : " does not exist";
      session.console().warn("no store has a name: the file " + stores.file() + state);
    }
    Optional<RuntimeException> failure =
        switch (session.words().optional(0, "list")) {
          case "list" -> new StoreListing(stores, session).print(names);
          case "check" -> check(stores, names, session);
          case "names" -> printNames(stores.names(), session);
          default -> throw usage("no action '" + session.words().place(0) + "'");
        };
    if (failure.isPresent()) {
      throw new CommandException(
          ExitCode.of(failure.get()), "stores: at least one store does not work");
    }
  }

  private static Collection<String> names(NamedStores stores, ParsedArguments words) {
    List<String> chosen =
        words.places().stream()
            .skip(1)
            .map(word -> word.replaceFirst("^@", ""))
            .distinct()
            .toList();
    return chosen.isEmpty() ? stores.names() : chosen;
  }

  private static Optional<RuntimeException> printNames(
      Collection<String> names, CommandSession session) {
    for (String name : names) {
      String line = session.json() ? new JsonLine().text("name", name).toString() : "@" + name;
      session.console().out().println(line);
    }
    return Optional.empty();
  }

  private static Optional<RuntimeException> check(
      NamedStores stores, Collection<String> names, CommandSession session) {
    String given = session.words().value(WITHIN);
    String within = given == null ? "10s" : given;
    return new StoreChecks(stores, session, within).run(names, limit(within));
  }

  private static Duration limit(String within) {
    Duration limit = Age.parse(within);
    if (limit.isZero()) {
      throw usage("--within is longer than 0s");
    }
    return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
  }

  private static CommandException usage(String message) {
    return new CommandException(
        ExitCode.USAGE, "stores: " + message + "\nTry: coffer stores --help");
  }
}
