package dev.coffer.app;

import dev.coffer.text.ProductVersion;
import java.util.List;

/** Writes the manual page of the command line from the declarations of the verbs. */
final class ManPage {
  private static final String DESCRIPTION =
      """
      Stores, lists and copies whole files on any back end: a directory, a bucket of S3 or of Google \
      Cloud Storage, or the store of a plug-in. Data goes to standard output, messages and progress to \
      standard error. Options stand before or after the verb; after -- nothing is an option.

      The store is that of --store, else of the variable COFFER_STORE, else of FILE_STORE and its \
      companions, else the directory ~/.coffer/data.
      """;

  private final Roff roff = new Roff();

  private ManPage() {}

  static String ofAll() {
    ManPage page = new ManPage();
    page.roff.request("TH", "COFFER", "1", "", "Coffer " + ProductVersion.TEXT, "User Commands");
    page.head();
    page.verbs(Verbs.usages());
    page.exitCodes();
    page.environment();
    page.files();
    return page.roff.toString().stripTrailing();
  }

  private void head() {
    roff.request("SH", "NAME").text("coffer - whole files on any back end");
    roff.request("SH", "SYNOPSIS");
    roff.bold("coffer [--store URI] [--json] [--stats] VERB ...");
    roff.request("SH", "DESCRIPTION").paragraphs(DESCRIPTION);
    roff.request("SH", "OPTIONS");
    VerbOption.OF_ALL.forEach(this::option);
    option(VerbOption.VERSION);
  }

  private void verbs(List<Usage> usages) {
    roff.request("SH", "VERBS");
    for (Usage usage : usages) {
      roff.request("SS", usage.name()).bold(usage.synopsis());
      roff.request("PP").text(usage.summary());
      usage.places().forEach(place -> roff.entry(place.name(), place.help()));
      usage.flags().forEach(this::option);
      roff.paragraphs(usage.notes());
      roff.request("PP").text("Examples:").literal(usage.examples());
    }
  }

  private void option(VerbOption option) {
    roff.entry(option.toString(), option.help());
  }

  private void exitCodes() {
    roff.request("SH", "EXIT STATUS");
    for (int code = 0; code < ExitCode.MEANINGS.size(); code++) {
      roff.entry(String.valueOf(code), ExitCode.MEANINGS.get(code));
    }
  }

  private void environment() {
    roff.request("SH", "ENVIRONMENT");
    roff.entry("COFFER_STORE", "The URI of the store.");
    roff.entry("COFFER_*", "An option of a store or layer: COFFER_WEBHOOK_URL is webhook.url.");
    roff.entry("COFFER_CLASSPATH", "Jars of plug-ins, and directories that contain them.");
    roff.entry("COFFER_DEBUG", "If set, errors in the log are printed with their traces.");
    roff.entry("FILE_STORE, FILE_STORE_PATH", "The type and the path of the store.");
    roff.entry("JAVA_HOME", "The Java that runs the command, 17 or later; else that of PATH.");
  }

  private void files() {
    roff.request("SH", "FILES");
    roff.entry("~/.coffer/data", "The store if no other is given.");
    roff.entry("~/.coffer/lib", "Jars of plug-ins.");
    roff.entry("~/.coffer/state", "The state of stores that have no directory of their own.");
    roff.entry("~/.cache/coffer", "What makes the next start quick; may be deleted at any time.");
  }
}
