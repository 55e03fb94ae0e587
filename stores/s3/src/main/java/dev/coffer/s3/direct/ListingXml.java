package dev.coffer.s3.direct;

import dev.coffer.remote.KeyText;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads a page of a listing without common prefixes. Its keys are decoded as the SDK and its
 * interceptors in this module decode them; what they would have to interpret is an error.
 */
final class ListingXml {
  /** Every other value says that the listing continues: some servers have a form of their own. */
  private static final Set<String> NO = Set.of("false", "0", "no");

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader xml;
  private final List<S3Object> objects = new ArrayList<>();
  private final ListObjectsV2Response.Builder page = ListObjectsV2Response.builder();
  private boolean isEncoded;

  private ListingXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  /** The JDK's own, without a look at the class path; it opens nothing that a text refers to. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * Reads a page to its end.
   *
   * @throws IOException if it is incomplete, or is no such page
   */
  static ListObjectsV2Response read(InputStream body) throws IOException {
    try {
      return new ListingXml(FACTORY.createXMLStreamReader(body)).page();
    } catch (XMLStreamException | IllegalArgumentException | DateTimeException e) {
      throw new IOException("the response is not a page of a listing", e);
    }
  }

  private ListObjectsV2Response page() throws XMLStreamException, IOException {
    xml.nextTag();
    if (!xml.getLocalName().equals("ListBucketResult")) {
      throw new IOException("the response is " + xml.getLocalName() + ", not a listing");
    }
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      readPart();
    }
    while (xml.hasNext()) {
      xml.next();
    }
    return page.contents(isEncoded ? decoded() : objects).build();
  }

  private void readPart() throws XMLStreamException, IOException {
    switch (xml.getLocalName()) {
      case "Contents" -> objects.add(object());
      case "Name" -> page.name(xml.getElementText());
      case "IsTruncated" -> page.isTruncated(!NO.contains(word()));
      case "NextContinuationToken" -> page.nextContinuationToken(xml.getElementText());
      case "KeyCount" -> page.keyCount(Integer.valueOf(word()));
      case "EncodingType" -> isEncoded = word().equals("url");
      case "CommonPrefixes" -> throw new IOException("the listing is not one of all keys");
      default -> skip();
    }
  }

  private String word() throws XMLStreamException {
    return xml.getElementText().strip().toLowerCase(Locale.ROOT);
  }

  private S3Object object() throws XMLStreamException {
    S3Object.Builder object = S3Object.builder();
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (xml.getLocalName()) {
        case "Key" -> object.key(xml.getElementText());
        case "Size" -> object.size(Long.valueOf(word()));
        case "ETag" -> object.eTag(xml.getElementText());
        case "LastModified" -> object.lastModified(Instant.parse(xml.getElementText().strip()));
        default -> skip();
      }
    }
    return object.build();
  }

  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /** The encoding may be named after the keys. */
  private List<S3Object> decoded() throws IOException {
    List<S3Object> decoded = new ArrayList<>(objects.size());
    for (S3Object object : objects) {
      if (object.key() == null) {
        throw new IOException("the listing lacks the key of an object");
      }
      String key = KeyText.decoded(object.key());
      decoded.add(key.equals(object.key()) ? object : object.toBuilder().key(key).build());
    }
    return decoded;
  }
}
