package dev.coffer.agent;

import dev.coffer.FileStore;

/** The files of single users in a store that holds those of all. */
public final class Users {
  private Users() {}

  /**
   * Returns a view of the files of one user, in the directory {@link Locations#userRoot}. The user
   * is the {@link dev.coffer.Actor} of every call, as the audit trail and the listeners of
   * operations see it, unless the caller has named another actor.
   *
   * <pre>{@code
   * FileStore files = Users.of(store, "ada");
   * files.write("settings.json", "{}"); // users/ada/settings.json, written by ada
   * }</pre>
   *
   * <p>No path leads out of the view. Creating it makes no request, and it need not be closed:
   * closing it does not close the store.
   *
   * @param store the store that holds the files of all users
   * @param userId the user
   * @return the view
   * @throws dev.coffer.InvalidFilePathException if the id is null or empty, or cannot be the name
   *     of a directory
   */
  public static FileStore of(FileStore store, String userId) {
    return UserFileStore.view(store, userId);
  }
}
