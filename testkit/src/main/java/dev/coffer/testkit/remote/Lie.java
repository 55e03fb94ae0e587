package dev.coffer.testkit.remote;

/** What a {@link HostileServer} answers in place of the truth. */
public enum Lie {
  /** The truth. */
  NONE,
  /** A request for a part of an object is answered with 200 and the whole object. */
  RANGE_IGNORED,
  /** A part is answered with 206 and as many bytes from the beginning, and the head says so. */
  RANGE_FROM_THE_START,
  /** A part is answered with 206 and no {@code Content-Range}; the bytes are the first ones. */
  RANGE_UNNAMED,
  /** A part is answered with the right head and a bit of its bytes flipped. */
  RANGE_CHANGED,
  /** An object is answered in chunks, without {@code Content-Length}, and so is a look at it. */
  LENGTH_MISSING,
  /** An object is answered in chunks; a look at it tells the length. */
  LENGTH_ONLY_WHEN_LOOKED_AT,
  /** A listing is answered with 200 and a body that is whole and cannot be parsed. */
  LISTING_UNREADABLE,
  /** A listing is answered with 200 and the page of a portal. */
  LISTING_OF_A_PORTAL,
  /** A listing says that there is more and gives nothing to go on with. */
  TOKEN_MISSING,
  /** A listing says that there is more and gives the same token each time. */
  TOKEN_REPEATED,
  /** A listing has every key of the bucket, whatever it was asked for. */
  KEYS_OUTSIDE,
  /** The first deletion of each key of a batch is answered with an error of a busy server. */
  DELETIONS_BUSY,
  /** Everything is refused, with words in the message that belong to other errors. */
  MISLEADING_WORDS,
}
