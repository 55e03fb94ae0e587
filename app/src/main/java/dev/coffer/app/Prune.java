package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.versioning.Pruned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes versions that need not be kept. */
final class Prune implements Verb {
  private static final VerbOption KEEP =
      new VerbOption("--keep", "N", "Leave so many versions of a file, whatever their age.");
  private static final VerbOption MAX_AGE =
      new VerbOption(
          "--max-age", "AGE", "Remove versions that were replaced longer ago: 12h, 30d.");
  private static final VerbOption THIN =
      new VerbOption(
          "--thin", "STEPS", "Leave versions so close to each other: 1m/1h,1h/1d,1d/30d.");
  private static final VerbOption DRY_RUN =
      VerbOption.of("--dry-run", "Tell what would be removed, remove nothing.");

  /** By the options of a store in whose place they stand. */
  private static final Map<String, VerbOption> RULES =
      Map.of("versioning.keep", KEEP, "versioning.max-age", MAX_AGE, "versioning.thin", THIN);

  @Override
  public Usage usage() {
    return new Usage(
        "prune",
        "Remove earlier versions that need not be kept, with a reason for each.",
        List.of(KEEP, MAX_AGE, THIN, DRY_RUN),
        List.of(
            new PositionalArgument(
                "DIR", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        What is kept is what the options versioning.keep, versioning.max-age and versioning.thin of the
        store say; --keep, --max-age and --thin stand in their place for this call. Without any of
        them nothing is removed. A version goes if one of them is against it and none is for it. --keep
        alone leaves so many of each file and no more. What --thin leaves stays whatever its age:
        beside it, --max-age is the age of a step without one.

        Current files are never touched, and the newest version of a file always stays, so that a
        deleted one can be brought back. What is removed is gone: look first with --dry-run.
        """,
        List.of(
            "coffer prune --keep 10 --max-age 30d --dry-run",
            "coffer prune --thin 1h/1d,1d/30d,7d notes"));
  }

  @Override
  public void run(CommandSession session) {
    FilePath directory = StorePaths.of(session.words().optional(0, ""));
    FileStoreConfig config = session.choice().config(rules(session.words()));
    // No file changes, so that there is nothing to announce.
    try (FileStore store = session.openToRead(config);
        FileStore view = store.scoped(directory.toString())) {
      KeptHistory.requireDirectory("prune", directory, store, KeptHistory.of(store, "prune"));
      if (!isRuled(config)) {
        session
            .console()
            .warn(
                "prune: every version is to be kept, so nothing is removed: say what may go by"
                    + " --keep, --max-age or --thin, or by versioning.keep and the others");
      }
      Removed removed = new Removed(directory, session);
      try {
        KeptHistory.of(view, "prune").prune(session.words().has(DRY_RUN), removed::tell);
      } finally {
        removed.total();
      }
    }
  }

  private static Map<String, String> rules(ParsedArguments words) {
    Map<String, String> given = new LinkedHashMap<>();
    OptionValues.number(words, KEEP, 1, Integer.MAX_VALUE)
        .ifPresent(count -> given.put("versioning.keep", String.valueOf(count)));
    String age = words.value(MAX_AGE);
    if (age != null) {
      given.put("versioning.max-age", Age.parse(age).toString());
    }
    String steps = words.value(THIN);
    if (steps != null) {
      given.put("versioning.thin", steps);
    }
    return given;
  }

  private static boolean isRuled(FileStoreConfig config) {
    return FileStores.assembly(config).layers().stream()
        .flatMap(layer -> layer.settings().all().stream())
        .filter(setting -> !setting.isDefault())
        .map(Setting::name)
        .anyMatch(RULES::containsKey);
  }

  /** What is removed, as it is found, and how much it was. */
  private static final class Removed {
    private final FilePath directory;
    private final CommandSession session;
    private FilePath last = FilePath.ROOT;
    private long files;
    private long versions;
    private long bytes;

    Removed(FilePath directory, CommandSession session) {
      this.directory = directory;
      this.session = session;
    }

    void tell(Pruned pruned) {
      FilePath path = directory.resolve(pruned.path());
      files += path.equals(last) ? 0 : 1;
      versions++;
      bytes += pruned.size();
      last = path;
      JsonLine json = new JsonLine().text("path", path.toString()).text("id", pruned.id());
      print(
          json.text("reason", pruned.reason()).number("size", pruned.size()),
          path + " " + pruned.id() + ": " + pruned.reason());
    }

    /** Also after a failure: what is removed is gone. */
    void total() {
      boolean dryRun = session.words().has(DRY_RUN);
      JsonLine json = new JsonLine().number("pruned", versions).number("files", files);
      print(
          json.number("bytes", bytes).flag("dryRun", dryRun),
          (dryRun ? "would have removed " : "removed ")
              + Display.count(versions, "version", "versions")
              + " of "
              + Display.count(files, "file", "files")
              + ", "
              + Display.count(bytes, "byte", "bytes"));
    }

    private void print(JsonLine json, String text) {
      if (session.json()) {
        session.console().out().println(json.toString());
      } else {
        session.console().say(text);
      }
    }
  }
}
