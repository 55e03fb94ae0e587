package dev.coffer.benchmarks.fleet;

import dev.coffer.benchmarks.MarkedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Prints the tables of the page on scaling, or puts them into it: {@code FleetSimulation [PAGE]}.
 */
public final class FleetSimulation {
  /** Of all that is random. */
  static final long SEED = 20_261_201;

  private static final int[] NODES = {1, 10, 100};
  private static final int[] RATES = {20, 100, 400};

  private FleetSimulation() {}

  /**
   * Runs it.
   *
   * @param words the page to rewrite, or nothing
   * @throws IOException if the page cannot be rewritten
   */
  public static void main(String... words) throws IOException {
    if (words.length == 0) {
      System.out.println(postgres() + "\n" + kafka() + "\n" + stop() + "\n" + BucketBill.table());
    } else {
      Path page = Path.of(words[0]);
      Files.writeString(page, update(Files.readString(page)));
    }
  }

  /** The page with the tables of this run. */
  static String update(String page) {
    String updated = new MarkedSection("postgres").replaceIn(page, "\n" + postgres() + "\n");
    updated = new MarkedSection("kafka").replaceIn(updated, "\n" + kafka() + "\n");
    updated = new MarkedSection("stop").replaceIn(updated, "\n" + stop() + "\n");
    return new MarkedSection("bill").replaceIn(updated, "\n" + BucketBill.table() + "\n");
  }

  private static String postgres() {
    return table(PostgresFleet::run);
  }

  private static String kafka() {
    return table(KafkaFleet::run);
  }

  private static String table(BiFunction<FleetLoad, Long, FleetResult> fleet) {
    StringBuilder out = new StringBuilder(FleetResult.HEADING);
    for (int rate : RATES) {
      for (int nodes : NODES) {
        out.append(fleet.apply(FleetLoad.of(nodes, rate), SEED).row());
      }
    }
    return out.toString();
  }

  /** One of eight that attend stops. */
  private static String stop() {
    FleetResult result = PostgresFleet.run(new FleetLoad(10, 20, 120, 8, true), SEED);
    StringBuilder out =
        new StringBuilder("| Share of the events | Delivered within |\n|---:|---:|\n");
    Function<Double, String> time = share -> FleetResult.time(result.lags().quantile(share));
    for (double share : new double[] {0.5, 0.9, 0.95, 0.97, 0.99, 0.999}) {
      out.append("| ").append(100 * share).append(" % | ").append(time.apply(share)).append(" |\n");
    }
    return out.toString();
  }
}
