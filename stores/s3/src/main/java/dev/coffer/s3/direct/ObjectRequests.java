package dev.coffer.s3.direct;

import dev.coffer.remote.KeyVersion;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The most frequent requests. They throw the exceptions that the SDK throws. */
public interface ObjectRequests {
  /**
   * Starts to read an object and returns once the head of the response has arrived.
   *
   * @param get what to read
   * @return the head and the body, to be closed by the caller
   */
  ResponseInputStream<ObjectHead> get(ObjectGet get);

  /**
   * Requests only the head of an object.
   *
   * @param object the object
   * @return the head
   */
  ObjectHead head(KeyVersion object);

  /**
   * Requests only the head of the current object of a key.
   *
   * @param key of the object
   * @return the head
   */
  default ObjectHead head(String key) {
    return head(KeyVersion.current(key));
  }

  /**
   * Writes an object.
   *
   * @param put what to write
   * @return the result, from the response
   */
  PutResult put(ObjectPut put);

  /**
   * Deletes an object, without a condition.
   *
   * @param object the object
   * @return the head of the response
   */
  SdkHttpResponse delete(KeyVersion object);

  /**
   * Requests a page of a listing.
   *
   * @param list which page
   * @return the page, with decoded keys
   */
  ListObjectsV2Response list(ListObjectsV2Request list);
}
