// Checks the signature of a request: node verify.mjs SECRET ID TIMESTAMP SIGNATURE < BODY
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const TOLERANCE_SECONDS = 5 * 60;

/** Whether one of the signatures, separated by spaces, is that of the body, and it is not old. */
export function isSigned(secret, id, timestamp, signatures, body, now = Date.now() / 1000) {
  if (Math.abs(now - Number(timestamp)) > TOLERANCE_SECONDS) {
    return false;
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  const expected = Buffer.from("v1," + mac.digest("base64"));
  return signatures.split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exit(isSigned(...process.argv.slice(2, 6), readFileSync(0)) ? 0 : 1);
}
