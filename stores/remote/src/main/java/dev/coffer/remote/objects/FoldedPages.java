package dev.coffer.remote.objects;

import dev.coffer.FilePath;
import dev.coffer.remote.KeyPage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pages in which no key is below a directory of the listing: a service that knows no delimiter
 * lists such keys, of which the directory remains. A directory that continues on the next page
 * occurs there again, and the listing returns it once.
 *
 * @param pages as the service lists them
 * @param below the prefix of all keys
 */
record FoldedPages(Iterator<KeyPage> pages, String below) implements Iterator<KeyPage> {
  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public KeyPage next() {
    KeyPage page = pages.next();
    return page.objects().stream().allMatch(found -> slash(found.key()) < 0) ? page : folded(page);
  }

  private KeyPage folded(KeyPage page) {
    List<KeyPage.Found> objects = new ArrayList<>();
    Set<String> prefixes = new TreeSet<>(FilePath::compareUtf8);
    prefixes.addAll(page.prefixes());
    for (KeyPage.Found found : page.objects()) {
      int slash = slash(found.key());
      if (slash < 0) {
        objects.add(found);
      } else {
        prefixes.add(found.key().substring(0, slash + 1));
      }
    }
    return new KeyPage(objects, List.copyOf(prefixes));
  }

  /** Where the directory of a key ends; negative if the key is in the directory that is listed. */
  private int slash(String key) {
    return key.startsWith(below) ? key.indexOf('/', below.length()) : -1;
  }
}
