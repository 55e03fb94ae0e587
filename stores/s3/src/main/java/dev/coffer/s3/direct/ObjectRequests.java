package dev.coffer.s3.direct;

import software.amazon.awssdk.core.ResponseInputStream;

/** The most frequent requests for one object. They throw what the SDK throws. */
public interface ObjectRequests {
  /**
   * Reads an object, up to the head of the response.
   *
   * @param get what is read
   * @return the head and the body, to be closed by the caller
   */
  ResponseInputStream<ObjectHead> get(ObjectGet get);

  /**
   * Asks for the head of an object alone.
   *
   * @param key of the object
   * @return the head
   */
  ObjectHead head(String key);

  /**
   * Writes an object.
   *
   * @param put what is written
   * @return what the response says
   */
  PutResult put(ObjectPut put);
}
