package dev.coffer.audit;

import dev.coffer.FileStore;
import dev.coffer.config.OperationListenerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.observe.OperationListener;
import dev.coffer.spi.StoreName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Provides audit trails that a configuration switches on. */
public final class AuditProvider implements OperationListenerProvider {
  private static final Pattern STORE = Pattern.compile("^(@|[a-zA-Z][a-zA-Z0-9+.-]+:)");

  private static final Option<String> AUDIT =
      Option.text(
              "audit",
              "Where each operation is recorded before its result is returned: a directory, or"
                  + " the URI or `@NAME` of a store.")
          .neverEmpty("the path of a directory, or a URI");
  private static final Option<AuditTrail.OnFailure> ON_FAILURE =
      Option.choice(
              "audit.on-failure",
              AuditTrail.OnFailure.class,
              "What happens to an operation that cannot be recorded.")
          .orElse("fail");
  private static final Option<Long> MAX_SIZE =
      Option.size(
              "audit.max-size",
              "The size from which a file of the trail is sealed and a new" + " one started.")
          .orElse("64MiB");

  /** Creates the provider; called by the service loader. */
  public AuditProvider() {}

  @Override
  public List<Option<?>> options() {
    return List.of(AUDIT, ON_FAILURE, MAX_SIZE);
  }

  @Override
  public Optional<Function<FileStore, OperationListener>> listener(Settings settings) {
    return settings
        .find(AUDIT)
        .map(place -> place.startsWith("file:") ? place.substring("file:".length()) : place)
        .map(
            place ->
                STORE.matcher(place).find()
                    ? inStore(place, settings)
                    : inDirectory(place, settings));
  }

  private static Function<FileStore, OperationListener> inDirectory(
      String place, Settings settings) {
    Path directory = settings.localPath(AUDIT, place);
    return store -> {
      requireApart(store, "file:" + directory, settings);
      try {
        return new AuditTrail(
                directory,
                settings.get(MAX_SIZE),
                settings.get(ON_FAILURE),
                Clock.systemUTC(),
                witness(settings))
            .withCheckedStore();
      } catch (IOException e) {
        throw cannotBeOpened(e, settings);
      }
    };
  }

  private static Function<FileStore, OperationListener> inStore(String uri, Settings settings) {
    if (uri.equals("memory:")) {
      throw settings.wrong(
          "audit requires a name after memory:, since no one could read the" + " trail otherwise");
    }
    return store -> {
      FileStore other = settings.openOther(uri);
      try {
        requireApart(store, other.name(), settings);
        return new AuditTrail(
                other,
                settings.get(ON_FAILURE),
                Clock.systemUTC(),
                uri.startsWith("memory:") ? AuditWitness.NONE : witness(settings))
            .withCheckedStore();
      } catch (IOException e) {
        other.close();
        throw cannotBeOpened(e, settings);
      } catch (RuntimeException | Error e) {
        other.close();
        throw e;
      }
    };
  }

  /** Checks the place before anything is created in the store. */
  private static void requireApart(FileStore store, String trail, Settings settings) {
    if (StoreName.overlap(store.name(), trail)) {
      throw settings.wrong(AuditTrail.overlapHint(trail));
    }
  }

  private static AuditWitness witness(Settings settings) {
    return settings
        .findStateDirectory()
        .map(AuditWitness::in)
        .orElseGet(
            () ->
                settings.type().equals("local")
                    ? AuditWitness.in(settings::findStateDirectory)
                    : AuditWitness.NONE);
  }

  private static RuntimeException cannotBeOpened(IOException cause, Settings settings) {
    return settings.wrong("the audit trail cannot be opened: " + cause);
  }
}
