package dev.coffer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What messages call a store: {@code file:/var/data}. It is short, without any secret, and the same
 * whatever layers and views stand around the store, while {@code toString} prints the nest. So a
 * message in a view does not tell where the view lies.
 */
public final class StoreName {
  /** Back ends print as {@code Local(file:/var/data)}: their kind and their name. */
  private static final Pattern FORM = Pattern.compile("\\w+\\((.+)\\)", Pattern.DOTALL);

  private StoreName() {}

  /**
   * The name of a store.
   *
   * @param store a back end, or layers and views around one
   * @return what stands in the parentheses of the back end's {@code toString}; all of it when that
   *     has another form
   */
  public static String of(FileStore store) {
    FileStore inner = store;
    while (true) {
      if (inner instanceof ForwardingFileStore layer) {
        inner = layer.delegate();
      } else if (inner instanceof ScopedFileStore view) {
        inner = view.below();
      } else {
        return innermost(inner.toString());
      }
    }
  }

  private static String innermost(String store) {
    Matcher form = FORM.matcher(store);
    return form.matches() ? form.group(1) : store;
  }
}
