package dev.coffer.s3;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The requests for one object that are made most. They fail as the SDK's do. */
interface ObjectRequests {
  /** Asks for an object, up to the head of the answer. */
  ResponseInputStream<GetObjectResponse> get(GetObjectRequest request);

  /** Asks for the head alone. */
  HeadObjectResponse head(HeadObjectRequest request);

  /** Makes an object. */
  PutObjectResponse put(PutObjectRequest request, RequestBody body);
}
