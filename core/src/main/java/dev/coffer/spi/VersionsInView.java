package dev.coffer.spi;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The versions of the files of a view; also errors name paths as the view does. */
record VersionsInView(ServiceVersions all, FilePath root) implements ServiceVersions {
  @Override
  public State state() {
    return all.state();
  }

  @Override
  public Stream<ServiceVersion> of(FilePath file) {
    return inside(all.of(root.resolve(file)));
  }

  @Override
  public Stream<ServiceVersion> below(FilePath directory, ListOptions options) {
    return inside(all.below(root.resolve(directory), outside(options)));
  }

  @Override
  public Stream<SoftDeletion> softDeleted(FilePath directory) {
    return streamed(all.softDeleted(root.resolve(directory)), this::inside);
  }

  @Override
  public Optional<String> idIfAbsent(String id) {
    return all.idIfAbsent(id);
  }

  private SoftDeletion inside(SoftDeletion version) {
    return new SoftDeletion(
        version.path().relativeTo(root),
        version.id(),
        version.deleted(),
        version.until(),
        version.size());
  }

  private ListOptions outside(ListOptions options) {
    ListOptions reporting =
        options.onOmitted(omitted -> options.onOmitted().accept(inside(omitted)));
    return options
        .startAfter()
        .map(entry -> reporting.startAfter(root + "/" + entry))
        .orElse(reporting);
  }

  private OmittedName inside(OmittedName omitted) {
    return new OmittedName(
        omitted.name().substring(root.toString().length() + 1), omitted.reason());
  }

  private Stream<ServiceVersion> inside(Stream<ServiceVersion> versions) {
    return streamed(versions, this::inside);
  }

  private <T> Stream<T> streamed(Stream<T> versions, UnaryOperator<T> inside) {
    Iterator<T> each = versions.iterator();
    Iterator<T> named =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return call(each::hasNext);
          }

          @Override
          public T next() {
            return inside.apply(call(each::next));
          }
        };
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(named, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(versions::close);
  }

  private ServiceVersion inside(ServiceVersion version) {
    return new ServiceVersion(
        version.path().relativeTo(root),
        version.id(),
        version.time(),
        version.size(),
        version.etag(),
        version.latest(),
        version.deletion());
  }

  private <T> T call(Supplier<T> step) {
    try {
      return step.get();
    } catch (FileStoreException e) {
      throw e.relativeTo(root);
    }
  }
}
