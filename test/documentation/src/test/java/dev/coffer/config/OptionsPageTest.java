package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cache.SharedCacheProvider;
import dev.coffer.delivery.OutboxProvider;
import dev.coffer.delivery.ReceiverProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/options.md} equal to the declarations; {@code -Dupdate.docs=true} writes it.
 */
final class OptionsPageTest {
  private static final Path PAGE = Path.of("../../docs/options.md");

  private static List<FileStoreProvider> providers() {
    return ServiceRegistry.backEnds().all();
  }

  private static Stream<Option<?>> layerOptions() {
    return ServiceRegistry.layers().all().stream().flatMap(layer -> layer.options().stream());
  }

  private static String page() {
    return OptionsPage.of(providers(), ServiceRegistry.layers().all());
  }

  @Test
  void theReferencePageSaysWhatIsDeclared() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run the tests with -Dupdate.docs=true to rewrite it")
        .content()
        .isEqualTo(page);
  }

  @Test
  void thePageAboutS3HasTheSameTable() throws IOException {
    FileStoreProvider s3 =
        providers().stream().filter(p -> p.type().equals("s3")).findAny().orElseThrow();
    Path page = PAGE.resolveSibling("s3.md");
    String text = Files.readString(page);
    int start = text.indexOf(OptionsPage.TABLE_HEAD);
    String written =
        text.substring(0, start)
            + OptionsPage.table(s3.options())
            + text.substring(text.indexOf("\n\n", start));
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(page, written);
    }
    assertThat(page)
        .as("run the tests with -Dupdate.docs=true to rewrite it")
        .content()
        .isEqualTo(written);
  }

  @Test
  void everyOptionIsOnThePage() {
    String page = page();
    assertThat(providers())
        .extracting(FileStoreProvider::type)
        .contains("local", "memory", "s3", "google_cloud");
    Stream.of(
            providers().stream().flatMap(provider -> provider.options().stream()),
            layerOptions(),
            StoreOptions.ALL.stream())
        .flatMap(options -> options)
        .forEach(
            option ->
                assertThat(page)
                    .contains("`" + option.name() + "`", option.help(), option.variables().get(0)));
  }

  /** Letter case and dashes do not count, and in variables a dot looks as a dash. */
  @Test
  void noTwoOptionsOfAStoreAreSpellingsOfOne() {
    for (FileStoreProvider provider : providers()) {
      List<String> keys =
          Stream.of(provider.options().stream(), layerOptions(), StoreOptions.ALL.stream())
              .flatMap(options -> options)
              .map(option -> OptionName.key(option.name()).replace(".", ""))
              .toList();
      assertThat(keys).as(provider.type()).doesNotHaveDuplicates();
    }
  }

  /** Without its module an option is unknown; the error then names the module. */
  @Test
  void theModuleOfEachOptionOfALayerIsKnown() {
    Map<String, List<String>> modules = new TreeMap<>();
    for (ReceiverProvider receiver : ServiceLoader.load(ReceiverProvider.class)) {
      modules.put(module(receiver), names(receiver.options()));
    }
    for (SharedCacheProvider shared : ServiceLoader.load(SharedCacheProvider.class)) {
      modules.merge(module(shared), names(shared.options()), OptionsPageTest::joined);
    }
    for (OutboxProvider outbox : ServiceLoader.load(OutboxProvider.class)) {
      modules.put(module(outbox), names(outbox.options()));
    }
    List<String> ofOthers = modules.values().stream().flatMap(List::stream).toList();
    for (LayerProvider layer : ServiceLoader.load(LayerProvider.class)) {
      modules.put(module(layer), without(names(layer.options()), ofOthers));
    }
    for (OperationListenerProvider listener : ServiceLoader.load(OperationListenerProvider.class)) {
      modules.put(module(listener), names(listener.options()));
    }
    assertThat(modules).isEqualTo(new TreeMap<>(OptionalModules.OPTIONS));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<String> without(List<String> all, List<String> others) {
    return all.stream().filter(name -> !others.contains(name)).toList();
  }

  private static String module(Object provider) {
    String name = provider.getClass().getPackageName().replace("dev.coffer.", "coffer-");
    return name.equals("coffer-compression") ? "coffer-zstd" : name; // named after its library
  }

  private static List<String> names(List<Option<?>> options) {
    return options.stream().map(Option::name).toList();
  }
}
