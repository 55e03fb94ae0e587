package dev.coffer.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The content types of common files, by the extension of the name.
 *
 * <p>The names of the types are those of the IANA registry of media types
 * (https://www.iana.org/assignments/media-types). Where it has none, they are those that browsers
 * and other tools use: {@code application/jsonl}, {@code audio/midi}, {@code audio/wav}, {@code
 * audio/webm}, {@code video/webm} and those with {@code x-}. Text has no charset: nobody has looked
 * at it.
 */
final class TypesByName {
  private static final String TABLE =
      """
      application/atom+xml atom
      application/epub+zip epub
      application/geo+json geojson
      application/gzip gz tgz
      application/java-archive jar war
      application/json json map
      application/jsonl jsonl ndjson
      application/ld+json jsonld
      application/manifest+json webmanifest
      application/msword doc
      application/octet-stream bin exe dll so dmg iso img msi pkl
      application/ogg ogx
      application/pdf pdf
      application/pgp-signature sig
      application/postscript ps eps
      application/rtf rtf
      application/schema+json jsonschema
      application/sql sql
      application/toml toml
      application/vnd.android.package-archive apk
      application/vnd.apache.arrow.file arrow
      application/vnd.apache.parquet parquet
      application/vnd.debian.binary-package deb
      application/vnd.google-earth.kml+xml kml
      application/vnd.ms-excel xls
      application/vnd.ms-fontobject eot
      application/vnd.ms-powerpoint ppt
      application/vnd.oasis.opendocument.presentation odp
      application/vnd.oasis.opendocument.spreadsheet ods
      application/vnd.oasis.opendocument.text odt
      application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
      application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
      application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
      application/vnd.rar rar
      application/vnd.sqlite3 sqlite sqlite3
      application/wasm wasm
      application/x-7z-compressed 7z
      application/x-bzip2 bz2
      application/x-sh sh
      application/x-tar tar
      application/xhtml+xml xhtml
      application/xml xml xsd rss
      application/xslt+xml xslt xsl
      application/yaml yaml yml
      application/zip zip
      application/zstd zst
      audio/aac aac
      audio/basic au snd
      audio/flac flac
      audio/matroska mka
      audio/midi mid midi
      audio/mp4 m4a
      audio/mpeg mp3
      audio/ogg ogg oga opus
      audio/wav wav
      audio/webm weba
      font/collection ttc
      font/otf otf
      font/ttf ttf
      font/woff woff
      font/woff2 woff2
      image/apng apng
      image/avif avif
      image/bmp bmp
      image/gif gif
      image/heic heic
      image/heif heif
      image/jp2 jp2
      image/jpeg jpg jpeg jpe
      image/jxl jxl
      image/png png
      image/svg+xml svg
      image/tiff tif tiff
      image/vnd.adobe.photoshop psd
      image/vnd.microsoft.icon ico
      image/webp webp
      message/rfc822 eml
      model/gltf+json gltf
      model/gltf-binary glb
      model/obj obj
      model/stl stl
      multipart/related mht mhtml
      text/calendar ics
      text/css css
      text/csv csv
      text/html html htm
      text/javascript js mjs cjs
      text/markdown md markdown
      text/plain txt text log conf ini cfg properties diff patch java py c h cpp go rs rb
      text/tab-separated-values tsv
      text/turtle ttl
      text/vcard vcf
      text/vtt vtt
      video/3gpp 3gp
      video/matroska mkv
      video/mp2t mts m2ts
      video/mp4 mp4 m4v
      video/mpeg mpeg mpg
      video/ogg ogv
      video/quicktime mov qt
      video/webm webm
      """;

  private static final Map<String, String> TYPES = types();

  private TypesByName() {}

  private static Map<String, String> types() {
    Map<String, String> types = new HashMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            words -> {
              for (int i = 1; i < words.length; i++) {
                types.put(words[i], words[0]);
              }
            });
    return types;
  }

  /**
   * Returns the type of a file by what follows the last dot of its name, in any letter case; empty
   * if that is not known. A name such as {@code .json}, which only begins with a dot, has no
   * extension.
   */
  static Optional<String> of(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot <= 0
        ? Optional.empty()
        : Optional.ofNullable(TYPES.get(last.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }
}
