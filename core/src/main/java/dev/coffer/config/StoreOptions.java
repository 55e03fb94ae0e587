package dev.coffer.config;

import java.util.List;

/** The options that every store has, whatever its back end and its layers are. */
final class StoreOptions {
  static final Option<String> LAYERS =
      Option.text(
          "layers",
          "Overrides the default order of layers: names, separated by commas, outermost first."
              + " Those that are not named keep their place.");
  static final Option<String> STATE =
      Option.text(
              "state",
              "Where layers keep files of their own, a directory for each store. A local store"
                  + " keeps them in its own `.coffer` unless this is given. `store`: in the same"
                  + " places as by default, and what one process at a time may do (prune, repair)"
                  + " has a lease in the store itself.")
          .orElse("~/.coffer/state");
  static final List<Option<?>> ALL = List.of(LAYERS, STATE);

  private static final String IN_THE_STORE = "store";

  private StoreOptions() {}

  /** Returns whether a value of {@code state} names the store itself and no directory. */
  static boolean isStore(Setting state) {
    return state.value().equals(IN_THE_STORE);
  }
}
