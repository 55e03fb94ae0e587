package dev.coffer;

/**
 * Something in a store that a listing leaves out, told to {@link ListOptions#onOmitted}.
 *
 * @param name where it is, for people: the full path, with {@code \xE9} for a byte that is no UTF-8
 *     and <code>&#92;u000A</code> for a character that no path may have. A directory's ends with a
 *     {@code /}; what is below it is left out with it. It names nothing that a store can open
 * @param reason why it is left out
 */
public record OmittedName(String name, Reason reason) {
  /** Why a name is left out of a listing. */
  public enum Reason {
    /** No {@link FilePath} can have this name; another program made it. */
    INVALID_NAME,
    /** A symbolic link, which a store never follows. */
    LINK,
    /** Neither a file nor a directory: a device, a pipe or a socket. */
    SPECIAL_FILE
  }
}
