package dev.coffer.spi;

import dev.coffer.FileStore;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The numbers that a store and the layers around it keep besides operation counts; obtained with
 * {@link FileStore#unwrap}. It exposes numbers alone and nothing that bypasses a layer, so a layer
 * passes it on; a view of a directory does not, since the numbers are those of the whole store.
 *
 * <p>A layer that has metrics adds its own to those of the store below:
 *
 * <pre>{@code
 * public <T> Optional<T> unwrap(Class<T> type) {
 *   return type == Metrics.class
 *       ? Optional.of(type.cast(Metrics.with(delegate(), this::measures)))
 *       : super.unwrap(type);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Metrics {
  /**
   * Returns all metrics, those of the store itself first.
   *
   * @return the current metrics: a later call may return more, but never a different one with the
   *     same name and tags
   */
  List<Metric> list();

  /**
   * Returns the metrics of a store together with those of a layer.
   *
   * @param below the store that the layer wraps
   * @param own called whenever the list is requested
   * @return both
   */
  static Metrics with(FileStore below, Supplier<List<Metric>> own) {
    return () -> Stream.concat(of(below).stream(), own.get().stream()).toList();
  }

  /**
   * Returns the metrics of a store.
   *
   * @param store any store
   * @return its current metrics; empty if it has none
   */
  static List<Metric> of(FileStore store) {
    return store.unwrap(Metrics.class).map(Metrics::list).orElse(List.of());
  }
}
