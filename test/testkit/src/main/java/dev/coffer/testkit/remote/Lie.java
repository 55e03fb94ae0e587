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
  /** A listing says in a word of its own that there is more, and nothing to go on with. */
  TRUNCATED_IN_OTHER_WORDS,
  /** A listing says that there is more and gives the same token each time. */
  TOKEN_REPEATED,
  /** A listing has every key of the bucket, whatever it was asked for. */
  KEYS_OUTSIDE,
  /** A listing has its keys in the order of their UTF-16 units. */
  KEYS_BY_UTF16,
  /** A listing has, besides its keys, the same with a byte that is not UTF-8 at the end of each. */
  KEYS_THAT_ARE_BYTES,
  /** The first deletion of each key of a batch is answered with an error of a busy server. */
  DELETIONS_BUSY,
  /** Deletions in a batch are answered with a success that is the page of a portal. */
  DELETIONS_OF_A_PORTAL,
  /** Everything is refused, with words in the message that belong to other errors. */
  MISLEADING_WORDS,
  /** Everything is refused with codes and ids that are long and have control characters. */
  UNSEEMLY_WORDS,
  /** The head of each answer has a line that never ends. */
  ENDLESS_LINE,
  /** The head of each answer never ends. */
  ENDLESS_HEAD,
  /** Everything is refused, and the text of the refusal never ends. */
  ENDLESS_REFUSAL,
  /** A listing never ends. */
  ENDLESS_LISTING,
}
