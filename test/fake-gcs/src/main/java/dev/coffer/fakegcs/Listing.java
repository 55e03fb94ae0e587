package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of a listing, in the order of the UTF-8 bytes of names. Items and prefixes are counted
 * together, and a token identifies the start of the next page.
 *
 * <p>Documentation: {@code json_api/v1/objects/list}.
 */
final class Listing {
  private final ListQuery query;
  private final List<StoredObject> items = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private PagePosition last;
  private boolean full;

  /** By their generations. */
  private final Map<Long, SoftDeleted> ends = new HashMap<>();

  private Listing(ListQuery query) {
    this.query = query;
    this.last = query.after();
  }

  static HttpAnswer list(Cloud cloud, ApiCall call) {
    call.require("storage.objects.list");
    Listing listing = new Listing(ListQuery.of(call.query()));
    return Resources.answer(
        listing.query.softDeleted()
            ? cloud.softDeleted(
                call.segment(3),
                listing.query.first(),
                all -> {
                  listing.fill(all);
                  return listing.resource(call);
                })
            : cloud.with(
                call.segment(3),
                bucket -> {
                  listing.fill(bucket);
                  return listing.resource(call);
                }),
        call);
  }

  private void fill(Collection<List<SoftDeleted>> softDeleted) {
    for (List<SoftDeleted> versions : softDeleted) {
      for (SoftDeleted version : versions) {
        StoredObject object = version.object();
        if (query.reaches(object.name()) && take(object)) {
          ends.put(object.generation(), version);
        }
      }
    }
  }

  private void fill(Bucket bucket) {
    for (List<StoredObject> versions : bucket.from(query.first()).values()) {
      if (full || !query.reaches(versions.get(0).name())) {
        return;
      }
      for (StoredObject object : versions) {
        if (query.versions() || object.deleted().isEmpty()) {
          boolean unused = take(object);
        }
      }
    }
  }

  /** Returns whether the object is on the page. */
  private boolean take(StoredObject object) {
    PagePosition line =
        query
            .prefixOf(object.name())
            .map(prefix -> new PagePosition(prefix, 0))
            .orElse(new PagePosition(object.name(), object.generation()));
    boolean taken = line.name().equals(last.name()) && line.generation() <= last.generation();
    if (full || taken) {
      return false;
    }
    full = items.size() + prefixes.size() == query.most();
    if (!full) {
      last = line;
      add(object, line);
    }
    return !full;
  }

  private void add(StoredObject object, PagePosition line) {
    if (line.generation() == 0) {
      prefixes.add(line.name());
    } else {
      items.add(object);
    }
  }

  private Map<String, Object> resource(ApiCall call) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("kind", "storage#objects");
    if (full) {
      page.put("nextPageToken", last.token());
    }
    if (!prefixes.isEmpty()) {
      page.put("prefixes", prefixes);
    }
    if (!items.isEmpty()) {
      page.put("items", items.stream().map(each -> item(each, call)).toList());
    }
    return page;
  }

  private Map<String, Object> item(StoredObject object, ApiCall call) {
    Map<String, Object> item = Resources.of(object, call.server());
    SoftDeleted end = ends.get(object.generation());
    if (end != null) {
      Resources.putEnd(end, item);
    }
    return item;
  }
}
