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
 *   return type == Measures.class
 *       ? Optional.of(type.cast(Measures.with(delegate(), this::measures)))
 *       : super.unwrap(type);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Measures {
  /**
   * All of them, those of the store itself first.
   *
   * @return as they are by now: who asks again may find more, and never another of the same name
   *     and tags
   */
  List<Measure> list();

  /**
   * Those of a store, and a layer's own.
   *
   * @param below the store that the layer stands on
   * @param own asked whenever the list is
   * @return both
   */
  static Measures with(FileStore below, Supplier<List<Measure>> own) {
    return () -> Stream.concat(of(below).stream(), own.get().stream()).toList();
  }

  /**
   * Those of a store.
   *
   * @param store any
   * @return by now; empty when it has none
   */
  static List<Measure> of(FileStore store) {
    return store.unwrap(Measures.class).map(Measures::list).orElse(List.of());
  }
}
