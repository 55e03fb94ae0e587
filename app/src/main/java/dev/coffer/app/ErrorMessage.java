package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/** The text of an error, for the user of the command line. */
final class ErrorMessage {
  private static final String OUT_OF_MEMORY =
      "out of memory: give Java more (java -Xmx256m -jar coffer.jar), or for a bucket let less be"
          + " on its way at a time (the options part-size=5MiB and parts.concurrency=1)";

  private ErrorMessage() {}

  static String of(Throwable error) {
    if (error instanceof ConfigurationException) {
      return withAdvice(String.valueOf(error.getMessage()));
    }
    if (error instanceof FileStoreException || error instanceof CommandException) {
      return String.valueOf(error.getMessage());
    }
    if (error instanceof LinkageError) {
      return "a class is missing or does not fit: " + error + "\nTry: coffer plugins";
    }
    return error instanceof OutOfMemoryError ? OUT_OF_MEMORY : trace(error);
  }

  /** What is unknown here may be known to a plug-in. */
  private static String withAdvice(String message) {
    return Pattern.compile("unknown (scheme|type|option|layer) '").matcher(message).find()
        ? message + "\n" + Plugins.ADVICE
        : message;
  }

  /** Only for what no user can cause. */
  private static String trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return "a fault of Coffer, please report it: " + trace;
  }
}
