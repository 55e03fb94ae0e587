package dev.coffer.s3.direct;

import software.amazon.awssdk.core.ResponseInputStream;

/** The most frequent requests for one object. They throw what the SDK throws. */
public interface ObjectRequests {
  /** Reads an object, up to the head of the response. */
  ResponseInputStream<ObjectHead> get(ObjectGet get);

  /** Asks for the head of an object alone. */
  ObjectHead head(String key);

  /** Writes an object. */
  PutResult put(ObjectPut put);
}
