package dev.coffer;

import java.util.Optional;

/** The names of one listing of a view, as the view and as its store have them. */
final class ListedView {
  private final FilePath root;
  private final FilePath directory;
  private final Optional<OwnPath> own;

  /** The own files of one file: its path may be shortened in the store in another way. */
  private final boolean ofFile;

  /**
   * Creates the names.
   *
   * @param root the root of the view
   * @param directory what is listed, as the view names it
   */
  ListedView(FilePath root, FilePath directory) {
    this.root = root;
    this.directory = directory;
    this.own = directory.ownParts();
    this.ofFile = own.filter(OwnPath::isOfFile).isPresent();
  }

  ListOptions outside(ListOptions options) {
    if (root.isRoot()) {
      return options;
    }
    ListOptions reporting =
        options.onOmitted(omitted -> options.onOmitted().accept(inside(omitted)));
    return options
        .startAfter()
        .map(entry -> reporting.startAfter(outside(entry)))
        .orElse(reporting);
  }

  private String outside(String entry) {
    if (ofFile && entry.startsWith(directory + "/")) {
      return root.resolve(directory) + entry.substring(directory.toString().length());
    }
    return root.resolve(OwnPaths.ofListed(entry)) + (entry.endsWith("/") ? "/" : "");
  }

  /** Whether the view can name it: a directory of own files may have those of others besides. */
  boolean contains(Entry entry) {
    return own.isEmpty() || ofFile || listed(entry.path()).startsWith(root);
  }

  Entry inside(Entry entry) {
    FilePath path = inside(entry.path());
    return entry instanceof FileInfo info ? info.at(path) : new Directory(path);
  }

  private FilePath inside(FilePath path) {
    if (!root.isRoot() && ofFile) {
      int start = root.resolve(directory).toString().length() + 1;
      String name = path.toString().substring(start);
      return FilePath.own(own.orElseThrow().resolve(name));
    }
    return listed(path).relativeTo(root);
  }

  /** The path as it is listed, which may be shortened. */
  private FilePath listed(FilePath path) {
    return own.isEmpty() || root.isRoot() ? path : OwnPaths.ofListed(path.toString());
  }

  private OmittedName inside(OmittedName omitted) {
    return new OmittedName(
        omitted.name().substring(root.toString().length() + 1), omitted.reason());
  }
}
