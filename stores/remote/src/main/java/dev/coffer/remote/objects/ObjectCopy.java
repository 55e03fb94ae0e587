package dev.coffer.remote.objects;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far a copy inside a service is: it is made, or the service has to be asked again. */
public final class ObjectCopy {
  private final @Nullable StoredObject made;
  private final @Nullable Supplier<ObjectCopy> question;

  private ObjectCopy(@Nullable StoredObject made, @Nullable Supplier<ObjectCopy> question) {
    this.made = made;
    this.question = question;
  }

  /**
   * Returns the state of a copy that is complete.
   *
   * @param copy what the answer tells of the copy: the etag and the time; the others may be null
   * @return the state
   */
  public static ObjectCopy made(StoredObject copy) {
    return new ObjectCopy(copy, null);
  }

  /**
   * Returns the state of a copy that the service has begun.
   *
   * @param question makes one request that asks how far the copy is, and throws what the service's
   *     client throws. It also throws if the copy has failed
   * @return the state
   */
  public static ObjectCopy pending(Supplier<ObjectCopy> question) {
    return new ObjectCopy(null, question);
  }

  @Nullable StoredObject made() {
    return made;
  }

  @Nullable Supplier<ObjectCopy> question() {
    return question;
  }
}
