package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.ReceiverState;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A kind of event log that the option {@code outbox} can name by a URL, such as a database that
 * several nodes share.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.delivery.OutboxProvider}. It has a public constructor
 * without parameters. It is loaded whenever a store is opened, so neither it nor its {@link
 * #options()} may load classes that only the log needs.
 */
public interface OutboxProvider {
  /**
   * Returns all options that it understands, which are options of the layer {@code events}.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Returns whether it provides the log of a URL.
   *
   * @param url the value of the option {@code outbox}
   * @return true for at most one kind
   */
  boolean takes(String url);

  /**
   * Returns whether the log has been begun, by any node. Nothing is made for the question.
   *
   * @param url a URL that it takes
   * @param settings the options of the layer
   * @return false if {@link #open} would begin it
   * @throws dev.coffer.FileStoreException if that cannot be found out
   */
  boolean exists(String url, Settings settings);

  /**
   * Returns what a log that exists knows of its receivers. Nothing is made for the question.
   *
   * @param url a URL that it takes
   * @param settings the options of the layer
   * @return the states of their deliveries
   * @throws dev.coffer.FileStoreException if it cannot be read
   */
  List<ReceiverState> receivers(String url, Settings settings);

  /**
   * Opens the log.
   *
   * @param url a URL that it takes
   * @param settings the options of the layer
   * @param max approximately how many events the log keeps, at least 1
   * @param onFull what happens when that many are undelivered
   * @return the log, which the caller closes
   * @throws ConfigurationException if it cannot be opened
   */
  FileEventLog open(String url, Settings settings, long max, OverflowPolicy onFull);

  /**
   * Returns the error for a URL that does not work. It names where the URL came from.
   *
   * @param settings the options of the layer {@code events}
   * @param hint what is wrong and what to do, without any secret
   * @return the exception to throw
   */
  static ConfigurationException wrongUrl(Settings settings, String hint) {
    return settings.wrong(EventsProvider.OUTBOX, hint);
  }
}
