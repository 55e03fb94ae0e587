package dev.coffer.app;

import java.util.List;

/** Copies a file or a directory inside the store. */
final class Cp implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "cp",
        "Copy a file inside the store, with its content type and metadata.",
        StoreTransfer.options(),
        StoreTransfer.PLACES,
        """
        With -r the files of a directory are copied below DST, or below DST/NAME if DST ends in /. It
        makes no difference whether DST exists, so the same call can be repeated. A file that fails
        holds up no other.

        """
            + FilterOptions.NOTES,
        List.of(
            "coffer cp notes/a.txt notes/d.txt",
            "coffer cp notes/a.txt backup/",
            "coffer cp -r notes backup/notes"));
  }

  @Override
  public void run(CommandSession session) {
    new StoreTransfer(session, "cp", "copy", (store, source, target) -> store.copy(source, target))
        .run();
  }
}
