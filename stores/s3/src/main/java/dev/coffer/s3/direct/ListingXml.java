package dev.coffer.s3.direct;

import dev.coffer.remote.KeyText;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads a page of a listing without common prefixes, and says how servers mean what they write in
 * listings, which holds for those that the SDK reads too.
 */
public final class ListingXml {
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

  /**
   * Returns whether a listing continues.
   *
   * @param flag the text of {@code IsTruncated}
   * @return false only if the text clearly says so
   */
  public static boolean isTruncated(String flag) {
    return !NO.contains(word(flag));
  }

  /**
   * Decodes the key of an object. Most keys do not change when decoded, and checking is cheaper
   * than copying the object.
   *
   * @param object as listed
   * @return the object with its key
   */
  public static S3Object decoded(S3Object object) {
    String key = object.key();
    String decoded = key == null ? null : KeyText.decoded(key);
    return Objects.equals(key, decoded) ? object : object.toBuilder().key(decoded).build();
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
    // The encoding may be named after the keys.
    return page.contents(isEncoded ? objects.stream().map(ListingXml::decoded).toList() : objects)
        .build();
  }

  private void readPart() throws XMLStreamException, IOException {
    switch (xml.getLocalName()) {
      case "Contents" -> objects.add(object());
      case "Name" -> page.name(xml.getElementText());
      case "IsTruncated" -> page.isTruncated(isTruncated(xml.getElementText()));
      case "NextContinuationToken" -> page.nextContinuationToken(xml.getElementText());
      case "KeyCount" -> page.keyCount(Integer.valueOf(word()));
      case "EncodingType" -> isEncoded = word().equals("url");
      case "CommonPrefixes" -> throw new IOException("the listing is not one of all keys");
      default -> skip();
    }
  }

  private String word() throws XMLStreamException {
    return word(xml.getElementText());
  }

  private static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
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
}
