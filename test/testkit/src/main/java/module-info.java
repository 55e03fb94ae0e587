/** The published contract of file stores, and stores that fail, record and wait. */
module dev.coffer.testkit {
  requires transitive dev.coffer;
  requires static transitive dev.coffer.delivery;
  requires transitive org.junit.jupiter.api;
  requires java.net.http;
  requires org.assertj.core;
  requires static transitive org.jspecify;

  exports dev.coffer.testkit;
  exports dev.coffer.testkit.chaos;
  exports dev.coffer.testkit.http;
  exports dev.coffer.testkit.model;
  exports dev.coffer.testkit.remote;
  exports dev.coffer.testkit.s3;

  // JUnit calls the cases, which are declared in interfaces that are not public.
  opens dev.coffer.testkit;
  opens dev.coffer.testkit.chaos;
  opens dev.coffer.testkit.model;
  opens dev.coffer.testkit.remote;
}
