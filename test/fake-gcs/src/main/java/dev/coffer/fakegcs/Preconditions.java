package dev.coffer.fakegcs;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The preconditions of a request. Generation 0 is that of a missing object.
 *
 * <p>Documentation: {@code request-preconditions}.
 */
record Preconditions(
    OptionalLong generation,
    OptionalLong notGeneration,
    OptionalLong metageneration,
    OptionalLong notMetageneration) {
  static Preconditions generation(OptionalLong generation) {
    return new Preconditions(
        generation, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /** Returns those for the object of a request. */
  static Preconditions of(Query query) {
    return named(query, "if");
  }

  /** Returns those for the source object of a request. */
  static Preconditions ofSource(Query query) {
    return named(query, "ifSource");
  }

  private static Preconditions named(Query query, String start) {
    return new Preconditions(
        query.number(start + "GenerationMatch"),
        query.number(start + "GenerationNotMatch"),
        query.number(start + "MetagenerationMatch"),
        query.number(start + "MetagenerationNotMatch"));
  }

  /** Refuses a change that they do not allow. */
  void check(Optional<StoredObject> object) {
    if (!matches(object) || !differs(object)) {
      throw Refusal.conditionNotMet();
    }
  }

  /** Refuses a read that they do not allow; responds with 304 to a reader that has this version. */
  void checkRead(Optional<StoredObject> object) {
    if (!matches(object)) {
      throw Refusal.conditionNotMet();
    }
    if (!differs(object)) {
      throw Refusal.notModified();
    }
  }

  /** Refuses a change of a bucket that they do not allow. */
  void checkMetageneration(long current) {
    if (!matches(metageneration, current) || !differs(notMetageneration, current)) {
      throw Refusal.conditionNotMet();
    }
  }

  private boolean matches(Optional<StoredObject> object) {
    return matches(generation, object.map(StoredObject::generation).orElse(0L))
        && matches(metageneration, object.map(StoredObject::metageneration).orElse(0L));
  }

  private boolean differs(Optional<StoredObject> object) {
    return differs(notGeneration, object.map(StoredObject::generation).orElse(0L))
        && differs(notMetageneration, object.map(StoredObject::metageneration).orElse(0L));
  }

  private static boolean matches(OptionalLong wanted, long present) {
    return wanted.isEmpty() || wanted.getAsLong() == present;
  }

  private static boolean differs(OptionalLong unwanted, long present) {
    return unwanted.isEmpty() || unwanted.getAsLong() != present;
  }
}
