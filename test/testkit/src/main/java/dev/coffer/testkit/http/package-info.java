/** A small HTTP/1.1 server for the fakes of this kit, and the parts of messages. */
@NullMarked
package dev.coffer.testkit.http;

import org.jspecify.annotations.NullMarked;
