package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.replicate.RepairListener;
import dev.coffer.replicate.RepairReport;
import java.util.Locale;

/** What a repair does, a line a file, and how much it was. */
record RepairLines(String replica, boolean dryRun, CommandSession session)
    implements RepairListener {
  @Override
  public void done(Action action, FilePath path) {
    if (action == Action.LEFT) {
      warn(path, "the replica has another file there, which Coffer did not put there");
    } else if (session.json()) {
      String name = action.name().toLowerCase(Locale.ROOT);
      print(
          new JsonLine()
              .text("replica", replica)
              .text("path", path.toString())
              .text("action", name));
    } else {
      session.console().say(verb(action) + " " + path);
    }
  }

  private String verb(Action action) {
    String done =
        switch (action) {
          case COPIED -> dryRun ? "copy" : "copied";
          case ADOPTED -> dryRun ? "take over" : "took over";
          case DELETED -> dryRun ? "delete" : "deleted";
          case LEFT -> dryRun ? "leave" : "left";
        };
    return dryRun ? "would " + done : done;
  }

  @Override
  public void failed(FilePath path, RuntimeException error) {
    warn(path, ErrorMessage.of(error));
  }

  private void warn(FilePath path, String reason) {
    session.console().warn("repair: " + path + ": " + reason);
  }

  private void print(JsonLine line) {
    session.console().out().println(line.toString());
  }

  /** Prints the end. */
  void print(RepairReport report) {
    if (session.json()) {
      print(json(report));
    } else {
      session
          .console()
          .say(
              "%s: %d same, %d copied, %d taken over, %d deleted, %d foreign%s"
                  .formatted(
                      replica,
                      report.same(),
                      report.copied(),
                      report.adopted(),
                      report.deleted(),
                      report.foreign(),
                      dryRun ? " (nothing was done)" : ""));
    }
    if (report.refused() > 0) {
      session
          .console()
          .warn(
              ("repair: %s: %d files would go, and none was deleted: look at them with --dry-run"
                      + " --max-delete 100%%, then allow so many")
                  .formatted(replica, report.refused()));
    }
  }

  private JsonLine json(RepairReport report) {
    return new JsonLine()
        .text("replica", replica)
        .number("same", report.same())
        .number("copied", report.copied())
        .number("adopted", report.adopted())
        .number("deleted", report.deleted())
        .number("foreign", report.foreign())
        .number("left", report.left())
        .number("failed", report.failed())
        .number("refused", report.refused())
        .flag("dryRun", dryRun);
  }
}
