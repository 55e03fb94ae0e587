package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Set;

/** Stores that behave as a test needs it: {@code trial:unreachable}, {@code trial:stalled}, … */
public final class TrialProvider implements FileStoreProvider {
  /** For the service loader. */
  public TrialProvider() {}

  @Override
  public String type() {
    return "trial";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("trial");
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public FileStore open(Settings settings) {
    return new TrialStore(settings.requirePath("trial:stalled"));
  }
}
