package dev.coffer.agent;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events in files {@code event-{index}-{id}.json}, with an index of five digits or more.
 *
 * <p>Of two files of one index, the event is the older: a writer that was told that its event is
 * stored had seen no other, so another came later, and its writer was killed before it withdrew it.
 * If a store gives both the same time, the smaller name counts.
 */
final class IndexedEventFiles implements EventFiles {
  private static final Pattern NAME =
      Pattern.compile("event-(\\d{5,18})-([0-9a-fA-F-]{8,})\\.json");
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{8,}");

  private final String directory;

  IndexedEventFiles(String directory) {
    this.directory = directory;
  }

  @Override
  public String directory() {
    return directory;
  }

  /** The events end at the first gap, and the next event fills it. */
  @Override
  public EventListing list(FileStore store) {
    TreeMap<Long, List<String>> names = new TreeMap<>();
    FileNames.forEach(
        store,
        directory,
        name -> {
          Matcher event = NAME.matcher(name);
          if (event.matches()) {
            Long index = Long.valueOf(event.group(1));
            names.computeIfAbsent(index, none -> new ArrayList<>(1)).add(name);
          }
        });
    List<EventFile> files = new ArrayList<>();
    for (Map.Entry<Long, List<String>> index : names.entrySet()) {
      if (index.getKey() != files.size()) {
        break;
      }
      event(store, index.getKey(), index.getValue()).ifPresent(files::add);
    }
    return new EventListing(files, files.size());
  }

  private Optional<EventFile> event(FileStore store, long index, List<String> names) {
    if (names.size() < 2) {
      return names.stream().findFirst().map(name -> new EventFile(index, directory + name, false));
    }
    return names.stream()
        .flatMap(name -> store.stat(directory + name).stream())
        .min(Comparator.comparing(FileInfo::lastModified).thenComparing(FileInfo::path))
        .map(file -> new EventFile(index, file.path().toString(), true));
  }

  @Override
  public Optional<EventCache> cache() {
    return Optional.empty();
  }

  /** A gap would hide all that follows it. */
  @Override
  public long after(long refused, EventListing now) {
    return now.next();
  }

  @Override
  public Optional<EventFile> find(FileStore store, long id) {
    return event(store, id, names(store, id));
  }

  private List<String> names(FileStore store, long id) {
    return FileNames.startingWith(store, directory, prefix(id)).stream()
        .filter(name -> NAME.matcher(name).matches())
        .toList();
  }

  private static String prefix(long id) {
    return String.format(Locale.ROOT, "event-%05d-", id);
  }

  /** The event has an id of its own, made here if it has none; what is null is left out. */
  @Override
  public JsonValue.Fields stored(JsonValue.Fields event, long id, String timestamp) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    fields.put("id", event.find("id").orElseGet(() -> JsonValue.of(UUID.randomUUID().toString())));
    fields.put("timestamp", event.find("timestamp").orElse(JsonValue.of(timestamp)));
    event.values().forEach(fields::putIfAbsent);
    fields.values().removeIf(JsonValue.Word.NULL::equals);
    return new JsonValue.Fields(fields);
  }

  @Override
  public String newFile(JsonValue.Fields stored, long id) {
    String own = stored.text("id").filter(text -> ID.matcher(text).matches()).orElse("");
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "the id of the event should be text of at least 8 hexadecimal digits and dashes");
    }
    return directory + prefix(id) + own + ".json";
  }

  /** Two writers that come here at the same time may both go on; that is found out afterwards. */
  @Override
  public boolean isTaken(FileStore store, long id) {
    return !names(store, id).isEmpty();
  }

  @Override
  public void deleteOthers(FileStore store, long id, String file) {
    List<String> others =
        names(store, id).stream()
            .map(name -> directory + name)
            .filter(path -> !path.equals(file))
            .toList();
    if (!others.isEmpty()) {
      store.deleteAll(others);
    }
  }

  @Override
  public boolean allowsGaps() {
    return false;
  }

  @Override
  public JsonForm form() {
    return JsonForm.COMPACT;
  }
}
