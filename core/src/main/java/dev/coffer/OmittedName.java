package dev.coffer;

/**
 * Something in a store that a listing omits, reported to {@link ListOptions#onOmitted}.
 *
 * @param name its full path, for people to read, with {@code \xE9} for a byte that is not UTF-8 and
 *     <code>&#92;u000A</code> for a character that no path may have. The name of a directory ends
 *     with a {@code /}; everything below it is omitted too. A store cannot open a file by this name
 * @param reason why it is omitted
 */
public record OmittedName(String name, Reason reason) {
  /** Why a listing omits a name. */
  public enum Reason {
    /** No {@link FilePath} can have this name; another program created it. */
    INVALID_NAME,
    /** A symbolic link, which a store never follows. */
    LINK,
    /** Neither a file nor a directory: a device, a pipe or a socket. */
    SPECIAL_FILE
  }
}
