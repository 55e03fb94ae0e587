package dev.coffer.spring;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.springframework.core.io.Resource;

/** URLs of files, by which Spring's handlers of static resources recognise what is below a root. */
final class ResourceUrls {
  private static final String SCHEME = "coffer";

  private ResourceUrls() {}

  static URL of(Resource resource, String store, String path) throws MalformedURLException {
    return new URL(SCHEME, "", -1, store + "/" + path, new Handler(resource));
  }

  static URI uri(String store, String path) throws IOException {
    try {
      return new URI(SCHEME, store + "/" + path, null);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Opens the resource, for those who read from its URL. */
  private static final class Handler extends URLStreamHandler {
    private final Resource resource;

    Handler(Resource resource) {
      this.resource = resource;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          return resource.getInputStream();
        }
      };
    }
  }
}
