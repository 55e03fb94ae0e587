package dev.coffer.s3;

import java.io.IOException;

class InterruptionTest extends InterruptionContract {
  @Override
  Silence silence(String words) throws IOException {
    return new Silence(words);
  }

  @Override
  S3Builder in(Silence silence) {
    return silence.server("http").in("bucket");
  }
}
