package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layers that are found by the service loader while a test runs. */
final class PlugInLayers {
  /** What was opened and closed. */
  static final List<String> EVENTS = new ArrayList<>();

  private PlugInLayers() {}

  /** One that notes its life. */
  private abstract static class Noted extends ForwardingFileStore {
    private final String name;

    Noted(FileStore next, String name) {
      super(next);
      this.name = name;
      EVENTS.add("open " + name);
    }

    @Override
    public void close() {
      EVENTS.add("close " + name);
      super.close();
    }
  }

  private static final class OuterFileStore extends Noted {
    OuterFileStore(FileStore next) {
      super(next, "outer");
    }
  }

  private static final class InnerFileStore extends Noted {
    InnerFileStore(FileStore next) {
      super(next, "inner");
    }
  }

  private static final class LastFileStore extends ForwardingFileStore {
    LastFileStore(FileStore next) {
      super(next);
    }
  }

  /** What every provider says of its layer. */
  private abstract static class Found implements LayerProvider {
    private final String name;
    private final Position position;
    private final List<Option<?>> options;

    Found(String name, Position position, Option<?>... options) {
      this.name = name;
      this.position = position;
      this.options = List.of(options);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Position position() {
      return position;
    }

    @Override
    public List<Option<?>> options() {
      return options;
    }
  }

  /** A layer that sees each call. */
  public static final class Outer extends Found {
    private static final Option<String> OUTER = Option.text("outer", "What it does.");
    private static final Option<Secret> KEY = Option.secret("outer.key", "Its key.");

    /** For the service loader. */
    public Outer() {
      super("outer", Position.EVENTS, OUTER, KEY);
    }

    @Override
    public Optional<Layer> layer(Settings settings) {
      return settings.find(OUTER).map(word -> next -> wrap(next, word, settings));
    }

    private static FileStore wrap(FileStore next, String word, Settings settings) {
      switch (word) {
        case "broken" -> throw settings.wrong("outer cannot be opened");
        case "state" -> EVENTS.add(settings.stateDirectory().toString());
        case "other" -> {
          try (FileStore other = settings.openOther("memory:other")) {
            EVENTS.add("opened " + other);
          }
        }
        default -> {}
      }
      return new OuterFileStore(next);
    }
  }

  /** A layer below it. */
  public static final class Inner extends Found {
    private static final Option<Boolean> INNER =
        Option.flag("inner", "Whether it is there.").orElse("off");

    /** For the service loader. */
    public Inner() {
      super("inner", Position.CACHE, INNER);
    }

    @Override
    public Optional<Layer> layer(Settings settings) {
      return settings.get(INNER) ? Optional.of(InnerFileStore::new) : Optional.empty();
    }
  }

  /** A layer above the back end. */
  public static final class Last extends Found {
    private static final Option<String> LAST = Option.text("last", "Whether it is there.");

    /** For the service loader. */
    public Last() {
      super("last", Position.REPLICATION, LAST);
    }

    @Override
    public Optional<Layer> layer(Settings settings) {
      return settings.find(LAST).map(word -> LastFileStore::new);
    }
  }

  /** Claims a name that is taken. */
  public static final class SecondInner extends Found {
    /** For the service loader. */
    public SecondInner() {
      super("inner", Position.CACHE);
    }

    @Override
    public Optional<Layer> layer(Settings settings) {
      return Optional.empty();
    }
  }
}
