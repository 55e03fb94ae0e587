package dev.coffer.benchmarks.fleet;

import java.util.Locale;

/** What a bucket asks for the conversations of a fleet, by the list prices of the page. */
final class BucketBill {
  private static final long CONVERSATIONS = 1_000_000;
  private static final long EVENTS = 2_000;
  private static final long BYTES = 1_000;
  private static final long NAMES_A_PAGE = 1_000;

  /** Dollars for a write, a copy or a page of a listing. */
  private static final double WRITE = 0.005 / 1_000;

  /** Dollars for a read. */
  private static final double READ = 0.0004 / 1_000;

  /** Dollars for a gigabyte and a month. */
  private static final double MONTH = 0.023;

  private final StringBuilder out = new StringBuilder();

  private BucketBill() {}

  static String table() {
    return new BucketBill().rows();
  }

  private String rows() {
    long pages = EVENTS / NAMES_A_PAGE;
    out.append("| For all conversations | Requests | Dollars |\n|---|---:|---:|\n");
    row("every event written once", EVENTS, WRITE);
    row("the settings of each rewritten 20 times", 20, WRITE);
    row("the same with versions of the layer", 20 * 3, WRITE);
    row("every conversation read once, all events in one call", EVENTS, READ);
    row("and its listing", pages, WRITE);
    row("read again through a cache that holds it: the listing alone", pages, WRITE);
    row("every event deleted, in batches", EVENTS / NAMES_A_PAGE, 0);
    double gigabytes = CONVERSATIONS * EVENTS * BYTES / 1e9;
    out.append(
        String.format(
            Locale.ROOT,
            "| kept for a month, %,.0f GB | | %,.0f |\n",
            gigabytes,
            gigabytes * MONTH));
    return out.toString();
  }

  private void row(String work, long requests, double price) {
    long all = CONVERSATIONS * requests;
    out.append(String.format(Locale.ROOT, "| %s | %,d | %,.0f |\n", work, all, all * price));
  }
}
