package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;

/** Events that can be subscribed to and announced through a view. */
interface Subscribers extends FileEvents {
  /** Subscribes to the events that a view sees. */
  Subscription subscribe(EventView view, String pattern, FileEventListener listener);

  /** Announces a file by the path that the store of the log has for it. */
  FileInfo announce(FilePath path);

  /** Returns the name of the store, for errors. */
  String store();
}
