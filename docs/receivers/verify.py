"""Checks the signature of a request: verify.py SECRET ID TIMESTAMP SIGNATURE < BODY"""
import base64
import hashlib
import hmac
import sys
import time

TOLERANCE_SECONDS = 5 * 60


def is_signed(secret, message_id, timestamp, signatures, body, now=None):
    """Whether one of the signatures, separated by spaces, is that of the body, and it is not old."""
    now = time.time() if now is None else now
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(expected, one) for one in signatures.split())


if __name__ == "__main__":
    sys.exit(0 if is_signed(*sys.argv[1:5], sys.stdin.buffer.read()) else 1)
