package dev.coffer.s3;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The entries of a directory, page by page. Keys that no path can name, such as the markers of
 * directories that consoles make, are passed over.
 */
final class Listing implements Iterator<Entry> {
  private static final Comparator<Entry> BY_NAME =
      (one, other) -> FilePath.compareUtf8(name(one), name(other));

  private final Bucket bucket;
  private final String directory;
  private final String startAfter;
  private final Iterator<ListObjectsV2Response> pages;
  private Iterator<Entry> page = Collections.emptyIterator();

  Listing(Bucket bucket, FilePath directory, ListOptions options) {
    this.bucket = bucket;
    this.directory = directory.toString();
    this.startAfter = options.startAfter().orElse("");
    this.pages = pages(bucket, directory, options);
  }

  private static Iterator<ListObjectsV2Response> pages(
      Bucket bucket, FilePath directory, ListOptions options) {
    String below = bucket.keys.below(directory);
    String start = options.startAfter().map(name -> bucket.keys.prefix() + name).orElse("");
    boolean inside = start.startsWith(below);
    if (!inside && FilePath.compareUtf8(start, below) > 0) {
      return Collections.emptyIterator();
    }
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(bucket.keys.bucket())
            .prefix(below)
            .maxKeys(Math.min(options.pageSize(), Pages.LARGEST_PAGE));
    if (!options.isRecursive()) {
      request.delimiter("/");
    }
    if (inside && start.length() > below.length()) {
      request.startAfter(start);
    }
    return new Pages(bucket, "list", directory.toString(), request.build());
  }

  private static String name(Entry entry) {
    return entry.isDirectory() ? entry.path() + "/" : entry.path().toString();
  }

  @Override
  public boolean hasNext() {
    bucket.check("list", directory);
    while (!page.hasNext() && pages.hasNext()) {
      page = entries(pages.next()).iterator();
    }
    return page.hasNext();
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  /** Files and directories come apart and each in order. */
  private List<Entry> entries(ListObjectsV2Response answer) {
    List<Entry> entries = new ArrayList<>();
    for (S3Object object : answer.contents()) {
      bucket.keys.path(object.key()).ifPresent(path -> add(entries, Infos.of(path, object)));
    }
    for (CommonPrefix prefix : answer.commonPrefixes()) {
      directory(prefix.prefix()).ifPresent(path -> add(entries, new Directory(path)));
    }
    if (!answer.commonPrefixes().isEmpty()) {
      entries.sort(BY_NAME);
    }
    return entries;
  }

  private Optional<FilePath> directory(String prefix) {
    return bucket.keys.path(prefix.substring(0, prefix.length() - 1));
  }

  /**
   * A directory that holds what the listing starts behind comes again, and some servers' starts
   * differ.
   */
  private void add(List<Entry> entries, Entry entry) {
    if (startAfter.isEmpty() || FilePath.compareUtf8(name(entry), startAfter) > 0) {
      entries.add(entry);
    }
  }
}
