"""Prints what a stream of Redis says each path has now: latest_state.py HOST PORT STREAM

It speaks the protocol of Redis itself; a client library has the same command, XRANGE."""
import socket
import sys

PAGE = 1000


def command(connection, *words):
    """Sends a command and returns its answer."""
    parts = [word.encode() for word in words]
    connection.write(b"*%d\r\n" % len(parts))
    for part in parts:
        connection.write(b"$%d\r\n%s\r\n" % (len(part), part))
    connection.flush()
    return answer(connection)


def answer(connection):
    line = connection.readline().rstrip(b"\r\n")
    kind, rest = line[:1], line[1:]
    if kind == b"*":
        return [answer(connection) for _ in range(int(rest))]
    if kind == b"$":
        return connection.read(int(rest) + 2)[:-2].decode()
    if kind == b"-":
        raise RuntimeError(rest.decode())
    return rest.decode()


def entries(connection, stream):
    """Yields the fields of each entry, oldest first."""
    start = "-"
    while page := command(connection, "XRANGE", stream, start, "+", "COUNT", str(PAGE)):
        for _, words in page:
            yield dict(zip(words[::2], words[1::2]))
        start = "(" + page[-1][0]


def latest(changes):
    """The last entry of a path is its latest state, whatever was repeated before it."""
    files = {}
    for change in changes:
        if change["type"] == "dev.coffer.file.deleted.v1":
            files.pop(change["subject"], None)
        else:
            files[change["subject"]] = change["data"]
    return files


if __name__ == "__main__":
    host, port, stream = sys.argv[1:4]
    with socket.create_connection((host, int(port))) as server, server.makefile("rwb") as connection:
        for _, data in sorted(latest(entries(connection, stream)).items()):
            print(data)
