package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.app.sync.Destination;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncOptions;
import dev.coffer.app.sync.SyncRun;

/** A sync on behalf of a verb, with its progress, its report and its errors. */
record SyncExecution(CommandSession session, String verb, SyncOptions options) {
  /** Runs it to its closing line. */
  void run(Origin origin, Destination destination) {
    Progress progress = Progress.of(verb, session.console());
    SyncReport report = new SyncReport(session, verb, options.dryRun(), progress);
    try {
      run(new SyncRun(origin, destination, options, report), progress);
    } catch (SyncRun.RefusedException e) {
      throw new CommandException(ExitCode.USAGE, verb + ": " + e.getMessage());
    } catch (SyncRun.TooManyDeletionsException e) {
      throw new CommandException(ExitCode.NOT_RETRYABLE, verb + ": " + e.getMessage());
    } catch (ConfigurationException e) {
      report.abandon();
      throw e;
    } finally {
      report.close();
    }
    report.requireSuccess();
  }

  private void run(SyncRun sync, Progress progress) {
    // To know the end costs a look at both sides before: only where somebody watches.
    boolean copies = options.comparison() != SyncOptions.Comparison.BYTES && !options.dryRun();
    progress.begin(progress.isShown() && copies ? sync.bytesToCopy() : -1);
    sync.run();
  }
}
