package dev.coffer.nats;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BusOptions;
import dev.coffer.delivery.ClientProperties;
import java.util.ArrayList;
import java.util.List;

/** Subjects from a configuration. */
final class NatsEventsOptions {
  private static final Option<String> URL =
      Option.text(
          "events.nats.url",
          "The NATS server that hears every change: nats://host:port, or several of one cluster,"
              + " separated by commas. Needs events.nats.subject.");
  private static final Option<String> SUBJECT =
      Option.text(
          "events.nats.subject",
          "The beginning of the subjects, which end with the path; or several, separated by"
              + " spaces, each with its own queue in the outbox. A stream must store them.");
  private static final Option<Secret> CONFIG =
      Option.secret(
          "events.nats.config",
          "Further settings of the client of NATS, such as its password, as the lines of a"
              + " properties file: io.nats.client.password=…");
  private static final BusOptions BUS = new BusOptions("events.nats");

  static final List<Option<?>> ALL = all();

  private NatsEventsOptions() {}

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(URL, SUBJECT, CONFIG));
    all.addAll(BUS.all());
    return List.copyOf(all);
  }

  /** Returns one receiver per subject. */
  static List<NatsSubject> subjects(Settings settings) {
    return BUS.builders(settings, URL, SUBJECT, NatsSubject::builder).stream()
        .map(builder -> subject(builder, settings))
        .toList();
  }

  private static NatsSubject subject(NatsSubject.Builder builder, Settings settings) {
    ClientProperties.pass(settings, CONFIG, builder::config);
    return builder.build();
  }
}
