package dev.coffer.spi;

import dev.coffer.FileStore;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a store and the layers around it count beside operations, to be had with {@link
 * FileStore#unwrap}. It tells numbers alone and gives nothing away that goes around a layer, so a
 * layer passes it on; a view of a directory does not, since the numbers are those of the whole
 * store.
 *
 * <p>A layer that counts adds its own to those of the store below:
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
   * All of them, those of the store itself first.
   *
   * @return as they are by now: who asks again may find more, and never another of the same name
   *     and tags
   */
  List<Metric> list();

  /**
   * Those of a store, and a layer's own.
   *
   * @param below the store that the layer stands on
   * @param own asked whenever the list is
   * @return both
   */
  static Metrics with(FileStore below, Supplier<List<Metric>> own) {
    return () -> Stream.concat(of(below).stream(), own.get().stream()).toList();
  }

  /**
   * Those of a store.
   *
   * @param store any
   * @return by now; empty when it has none
   */
  static List<Metric> of(FileStore store) {
    return store.unwrap(Metrics.class).map(Metrics::list).orElse(List.of());
  }
}
