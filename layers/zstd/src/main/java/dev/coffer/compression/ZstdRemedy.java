package dev.coffer.compression;

/** What to do if zstd-jni cannot be used. */
final class ZstdRemedy {
  private ZstdRemedy() {}

  static String of(LinkageError failure) {
    boolean missing = failure instanceof NoClassDefFoundError && isClassMissing();
    return missing
        ? "zstd needs the library com.github.luben:zstd-jni: add it to the class path"
        : "the native library of zstd cannot be loaded from "
            + System.getProperty("java.io.tmpdir")
            + ", which must permit execution: name another directory with -DZstdTempFolder=DIR";
  }

  /** Once its initialisation has failed, the class is there and cannot be found either. */
  private static boolean isClassMissing() {
    ClassLoader loader = ZstdRemedy.class.getClassLoader();
    String name = "com/github/luben/zstd/Zstd.class";
    return (loader == null ? ClassLoader.getSystemResource(name) : loader.getResource(name))
        == null;
  }
}
