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
  /** There are no batches, and the segments {@code .} and {@code ..} of a path are resolved. */
  PATHS_RESOLVED,
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
  /** A listing has each name twice, one behind the other. */
  NAMES_TWICE,
  /** Each page of a listing begins with the name that the one before ends with. */
  NAMES_AGAIN,
  /** The first name of a listing stands at the end of its page too. */
  NAMES_OUT_OF_ORDER,
  /** A listing is answered with 200 and the text of a refusal. */
  LISTING_OF_A_REFUSAL,
  /** The bytes of an object end after a hundred, in each answer, and with them the connection. */
  CUT_OFTEN,
  /** The length of each answer is {@code -1}. */
  LENGTH_NEGATIVE,
  /** The length of each answer has a letter in it. */
  LENGTH_NO_NUMBER,
  /** The length of each answer is more than a {@code long} holds. */
  LENGTH_HUGE,
  /** Each answer tells two lengths. */
  LENGTHS_DIFFERENT,
  /** Each answer tells a length and that it comes in chunks; it does not. */
  LENGTH_AND_CHUNKS,
  /** Each answer comes in a coding that nobody knows. */
  CODING_UNKNOWN,
  /** The head of each answer has a line that is no header. */
  HEAD_UNREADABLE,
  /** Each answer comes behind one of status 103 that has a body, where none may be. */
  BYTES_BEFORE,
  /** Behind each answer come a few bytes. */
  BYTES_AFTER,
  /** Behind each answer comes another one, with another object. */
  ANSWER_AFTER,
  /** Answers to {@code HEAD} and of status 204 have a body. */
  BODY_OUT_OF_PLACE,
}
