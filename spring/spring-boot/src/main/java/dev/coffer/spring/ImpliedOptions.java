package dev.coffer.spring;

import dev.coffer.config.Assembly;
import java.util.Map;

/** Options that a store has in this application unless they are configured. */
interface ImpliedOptions {
  /**
   * Returns the options of a store that is about to be opened.
   *
   * @param store the name of its bean
   * @param assembly what would be opened without them
   * @return names and values; those of options that are configured are ignored
   */
  Map<String, String> of(String store, Assembly assembly);
}
