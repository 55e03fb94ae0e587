package com.example.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobBeginCopySourceRequestConditions;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyPages;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.remote.PartialResponse;
import dev.coffer.remote.objects.ContentMd5;
import dev.coffer.remote.objects.ObjectBytes;
import dev.coffer.remote.objects.ObjectCopy;
import dev.coffer.remote.objects.ObjectDraft;
import dev.coffer.remote.objects.ObjectFileStore;
import dev.coffer.remote.objects.ObjectQuery;
import dev.coffer.remote.objects.ObjectService;
import dev.coffer.remote.objects.StoredObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of a store in a container. */
final class AzureService implements ObjectService {
  static final MetadataCoding METADATA = MetadataCoding.IDENTIFIERS;

  /** The SDK takes whatever it is sent for the rest that it asked for. */
  private static final DownloadRetryOptions NO_RETRIES =
      new DownloadRetryOptions().setMaxRetryRequests(0);

  private final BlobContainerClient client;

  AzureService(BlobContainerClient client) {
    this.client = client;
  }

  private BlockBlobClient blob(String key) {
    return client.getBlobClient(key).getBlockBlobClient();
  }

  @Override
  public StoredObject look(String key) {
    Response<BlobProperties> answer = blob(key).getPropertiesWithResponse(null, null, null);
    BlobProperties found = answer.getValue();
    String length = answer.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH);
    return new StoredObject(
        length == null ? null : found.getBlobSize(), // which is 0 if nothing tells it
        instant(found.getLastModified()),
        found.getETag(),
        found.getContentType(),
        found.getMetadata());
  }

  @Override
  public ObjectBytes read(String key, String etag, long offset, long length) {
    BlobDownloadContentResponse answer =
        blob(key)
            .downloadContentWithResponse(
                NO_RETRIES, ifMatch(etag), new BlobRange(offset, length), true, null, null);
    byte[] bytes = answer.getValue().toBytes();
    String range = answer.getHeaders().getValue(HttpHeaderName.CONTENT_RANGE);
    PartialResponse head = new PartialResponse(answer.getStatusCode(), range);
    byte[] sum = answer.getDeserializedHeaders().getContentMd5();
    boolean intact = !head.isPart() || sum == null || Arrays.equals(sum, ContentMd5.of(bytes));
    return new ObjectBytes(head, bytes, answer.getDeserializedHeaders().getETag(), intact);
  }

  @Override
  public StoredObject put(String key, byte[] bytes, ObjectDraft draft) {
    BlockBlobSimpleUploadOptions put =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
            .setContentMd5(ContentMd5.of(bytes))
            .setHeaders(new BlobHttpHeaders().setContentType(draft.contentType()))
            .setMetadata(draft.metadata())
            .setRequestConditions(condition(draft));
    return written(blob(key).uploadWithResponse(put, null, null).getValue());
  }

  /** A block needs no upload that was begun, just a name that no other write gives. */
  @Override
  public String putPart(String key, String upload, int number, byte[] bytes) {
    String name = String.format("%s-%05d", upload, number); // all have the same length
    String id = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.US_ASCII));
    BlockBlobStageBlockOptions block =
        new BlockBlobStageBlockOptions(id, BinaryData.fromBytes(bytes))
            .setContentMd5(ContentMd5.of(bytes));
    blob(key).stageBlockWithResponse(block, null, null);
    return id;
  }

  @Override
  public StoredObject complete(String key, String upload, List<String> parts, ObjectDraft draft) {
    BlockBlobCommitBlockListOptions list =
        new BlockBlobCommitBlockListOptions(parts)
            .setHeaders(new BlobHttpHeaders().setContentType(draft.contentType()))
            .setMetadata(draft.metadata())
            .setRequestConditions(condition(draft));
    return written(blob(key).commitBlockListWithResponse(list, null, null).getValue());
  }

  @Override
  public ObjectCopy copy(String source, String etag, String target) {
    BlobBeginCopyOptions copy =
        new BlobBeginCopyOptions(blob(source).getBlobUrl())
            .setSourceRequestConditions(
                new BlobBeginCopySourceRequestConditions().setIfMatch(HttpEtags.quoted(etag)));
    BlobCopyInfo begun = blob(target).beginCopy(copy).poll().getValue();
    return begun.getCopyStatus() == CopyStatusType.SUCCESS
        ? made(begun.getETag(), begun.getLastModified())
        : ObjectCopy.pending(() -> ask(target, begun.getCopyId()));
  }

  /** The service may copy after its answer. The SDK would ask too, and pass over what fails. */
  private ObjectCopy ask(String target, String id) {
    BlobProperties found = blob(target).getProperties();
    boolean ours = Objects.equals(id, found.getCopyId());
    CopyStatusType status = ours ? found.getCopyStatus() : CopyStatusType.ABORTED;
    if (status != CopyStatusType.PENDING && status != CopyStatusType.SUCCESS) {
      throw new UncheckedIOException(new MalformedResponseException("the copy is " + status, null));
    }
    return status == CopyStatusType.PENDING
        ? ObjectCopy.pending(() -> ask(target, id))
        : made(found.getETag(), found.getLastModified());
  }

  private static ObjectCopy made(String etag, OffsetDateTime time) {
    return ObjectCopy.made(new StoredObject(null, instant(time), etag, null, null));
  }

  @Override
  public void delete(String key, Optional<String> etag) {
    blob(key).deleteWithResponse(null, etag.map(AzureService::ifMatch).orElse(null), null, null);
  }

  /** The service cannot start inside a listing. */
  @Override
  public KeyPages.Answer list(ObjectQuery query) {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(query.below())
            .setMaxResultsPerPage(query.size())
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    PagedIterable<BlobItem> listing =
        query.recursive()
            ? client.listBlobs(options, null)
            : client.listBlobsByHierarchy("/", options, null);
    PagedResponse<BlobItem> page =
        listing.iterableByPage(query.token().orElse(null)).iterator().next();
    return KeyPages.Answer.of(page(page.getValue()), page.getContinuationToken());
  }

  private static KeyPage page(List<BlobItem> items) {
    return new KeyPage(
        items.stream().filter(item -> !isPrefix(item)).map(AzureService::found).toList(),
        items.stream().filter(AzureService::isPrefix).map(BlobItem::getName).toList());
  }

  private static boolean isPrefix(BlobItem item) {
    return Boolean.TRUE.equals(item.isPrefix());
  }

  private static KeyPage.Found found(BlobItem item) {
    BlobItemProperties found = item.getProperties();
    StoredObject listed =
        new StoredObject(
            found.getContentLength(),
            instant(found.getLastModified()),
            found.getETag(),
            found.getContentType(),
            item.getMetadata());
    return ObjectFileStore.found(item.getName(), listed, METADATA);
  }

  private static StoredObject written(BlockBlobItem item) {
    return new StoredObject(null, instant(item.getLastModified()), item.getETag(), null, null);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static BlobRequestConditions ifMatch(String etag) {
    return new BlobRequestConditions().setIfMatch(HttpEtags.quoted(etag));
  }

  private static BlobRequestConditions condition(ObjectDraft draft) {
    return draft
        .ifMatch()
        .map(AzureService::ifMatch)
        .orElseGet(() -> new BlobRequestConditions().setIfNoneMatch(draft.ifAbsent() ? "*" : null));
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == BlobContainerClient.class ? Optional.of(type.cast(client)) : Optional.empty();
  }
}
