package dev.coffer.testkit.remote;

/** What a {@link HostileServer} answers instead of the truth. */
public enum Lie {
  /** The truth. */
  NONE,
  /** A request for part of an object is answered with 200 and the whole object. */
  RANGE_IGNORED,
  /**
   * A request for a part is answered with 206 and as many bytes from the beginning, as the head
   * states.
   */
  RANGE_FROM_THE_START,
  /** A request for a part is answered with 206, no {@code Content-Range}, and the first bytes. */
  RANGE_UNNAMED,
  /** A request for a part is answered with the right head and bytes with one bit flipped. */
  RANGE_CHANGED,
  /** Reads and head requests are answered in chunks, without {@code Content-Length}. */
  LENGTH_MISSING,
  /** Reads are answered in chunks; head requests state the length. */
  LENGTH_ONLY_WHEN_LOOKED_AT,
  /** A listing is answered with 200 and a complete body that cannot be parsed. */
  LISTING_UNREADABLE,
  /** A listing is answered with 200 and the page of a captive portal. */
  LISTING_OF_A_PORTAL,
  /** A listing says that there is more but has no token to continue with. */
  TOKEN_MISSING,
  /** A listing says in an unusual word that there is more but has no token to continue with. */
  TRUNCATED_IN_OTHER_WORDS,
  /** A listing says that there is more and has the same token each time. */
  TOKEN_REPEATED,
  /** A listing has every key of the bucket, whatever was requested. */
  KEYS_OUTSIDE,
  /** A listing has its keys in the order of their UTF-16 units. */
  KEYS_BY_UTF16,
  /** A listing has each key twice, the second time with a byte at its end that is not UTF-8. */
  KEYS_THAT_ARE_BYTES,
  /** The first deletion of each key of a batch is answered with an error of a busy server. */
  DELETIONS_BUSY,
  /** Deletions in a batch are answered with a success that is the page of a captive portal. */
  DELETIONS_OF_A_PORTAL,
  /** There are no batches, and the segments {@code .} and {@code ..} of a path are resolved. */
  PATHS_RESOLVED,
  /** Everything is refused, with words in the message that belong to other errors. */
  MISLEADING_WORDS,
  /** Everything is refused with codes and ids that are long and have control characters. */
  UNSEEMLY_WORDS,
  /** The head of each response has a line that never ends. */
  ENDLESS_LINE,
  /** The head of each response never ends. */
  ENDLESS_HEAD,
  /** Everything is refused, and the body of the refusal never ends. */
  ENDLESS_REFUSAL,
  /** A listing never ends. */
  ENDLESS_LISTING,
  /** A listing has each name twice in a row. */
  NAMES_TWICE,
  /** Each page of a listing begins with the last name of the previous page. */
  NAMES_AGAIN,
  /** The first name of a listing is repeated at the end of its page. */
  NAMES_OUT_OF_ORDER,
  /** A listing is answered with 200 and the body of a refusal. */
  LISTING_OF_A_REFUSAL,
  /** Each response ends after a hundred bytes of an object, and the connection with it. */
  CUT_OFTEN,
  /** The length of each response is {@code -1}. */
  LENGTH_NEGATIVE,
  /** The length of each response contains a letter. */
  LENGTH_NO_NUMBER,
  /** The length of each response exceeds a {@code long}. */
  LENGTH_HUGE,
  /** Each response states two lengths. */
  LENGTHS_DIFFERENT,
  /** Each response states a length and that it is chunked, which it is not. */
  LENGTH_AND_CHUNKS,
  /** Each response has an unknown transfer coding. */
  CODING_UNKNOWN,
  /** The head of each response has a line that is not a header. */
  HEAD_UNREADABLE,
  /** Each response follows one with status 103 that has a body, although none is allowed. */
  BYTES_BEFORE,
  /** A few bytes follow each response. */
  BYTES_AFTER,
  /** Each response is followed by another one, with another object. */
  ANSWER_AFTER,
  /** Responses to {@code HEAD} and with status 204 have a body. */
  BODY_OUT_OF_PLACE,
}
