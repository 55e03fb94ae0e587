/** A server that speaks the JSON API of Google Cloud Storage, for the tests of this repository. */
module dev.coffer.fakegcs {
  requires dev.coffer;
  requires transitive dev.coffer.testkit;
  requires static transitive org.jspecify;

  exports dev.coffer.fakegcs;
}
