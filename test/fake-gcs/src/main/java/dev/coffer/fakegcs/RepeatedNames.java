package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Listings with repeated names. Only one listing at a time is consistent. */
final class RepeatedNames implements HttpHandler {
  private static final List<String> LISTS = List.of("items", "prefixes");

  private final Lie lie;
  private final HttpHandler api;

  /** The end of the previous page. */
  private final AtomicReference<Map<String, Object>> before = new AtomicReference<>(Map.of());

  RepeatedNames(Lie lie, HttpHandler api) {
    this.lie = lie;
    this.api = api;
  }

  @Override
  public HttpAnswer answer(HttpRequest request) throws IOException {
    if (!Lies.isListing(request)) {
      return api.answer(request);
    }
    Map<String, Object> page = Lies.members(api.answer(request));
    switch (lie) {
      case NAMES_TWICE -> twice(page);
      case NAMES_AGAIN -> again(page, !request.target().contains("pageToken="));
      default -> {
        if (!page.containsKey("nextPageToken")) {
          first(page, Lies.first(api, request));
        }
      }
    }
    return Lies.answer("application/json", Json.write(page));
  }

  private static void twice(Map<String, Object> page) {
    for (String list : LISTS) {
      List<Object> names = new ArrayList<>();
      names(page, list).forEach(name -> names.addAll(List.of(name, name)));
      page.put(list, names);
    }
  }

  private void again(Map<String, Object> page, boolean isFirst) {
    Map<String, Object> last = before.getAndSet(Map.copyOf(page));
    for (String list : LISTS) {
      List<Object> ended = isFirst ? List.of() : names(last, list);
      List<Object> names = new ArrayList<>();
      if (!ended.isEmpty()) {
        names.add(ended.get(ended.size() - 1));
      }
      names.addAll(names(page, list));
      page.put(list, names);
    }
  }

  private static void first(Map<String, Object> page, Map<String, Object> first) {
    for (String list : LISTS) {
      List<Object> names = new ArrayList<>(names(page, list));
      names(first, list).stream().findFirst().ifPresent(names::add);
      page.put(list, names);
    }
  }

  @SuppressWarnings("unchecked") // as JSON has it
  private static List<Object> names(Map<String, Object> page, String list) {
    return (List<Object>) page.getOrDefault(list, List.of());
  }
}
