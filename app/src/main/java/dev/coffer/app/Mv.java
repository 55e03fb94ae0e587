package dev.coffer.app;

import java.util.List;

/** Moves a file or a directory inside the store. */
final class Mv implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "mv",
        "Move a file inside the store, with its content type and metadata.",
        StoreTransfer.options(),
        StoreTransfer.PLACES,
        """
        With -r the files of a directory are moved below DST, or below DST/NAME if DST ends in /. It
        makes no difference whether DST exists. Each file is moved by itself: if the command is ended
        or killed, each is whole in its old or its new place, or in both, and the same call goes on
        where it was. A file that fails stays where it is and holds up no other. Links and names that
        no path can have stay too, and are reported.

        """
            + FilterOptions.NOTES,
        List.of(
            "coffer mv notes/a.txt notes/d.txt",
            "coffer mv notes/d.txt archive/",
            "coffer mv -r notes archive/notes"));
  }

  @Override
  public void run(CommandSession session) {
    new StoreTransfer(session, "mv", "move", (store, source, target) -> store.move(source, target))
        .run();
  }
}
