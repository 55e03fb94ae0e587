package dev.coffer.local;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every operation of one store needs.
 *
 * @param errors loaded with the store: when no file can be opened any more, no class can either
 * @param synced the files that were written last
 * @param damageReported whether a damaged record of metadata was reported already
 */
record LocalContext(
    LocalErrors errors,
    Root root,
    Durability durability,
    Permissions permissions,
    SyncedFiles synced,
    AtomicBoolean damageReported) {

  LocalContext(LocalErrors errors, Root root, Durability durability) {
    this(
        errors,
        root,
        durability,
        new Permissions(root.path()),
        new SyncedFiles(),
        new AtomicBoolean());
  }

  /** The name of the store. */
  String store() {
    return errors.store();
  }

  boolean syncsFiles() {
    return durability != Durability.NONE;
  }

  boolean syncsDirectories() {
    return durability == Durability.FULL;
  }
}
