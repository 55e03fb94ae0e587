# Part of the launcher in the repository: builds the jar.

# Whether the jar is missing or older than a source.
stale() {
  [ ! -f "$jar" ] || [ -n "$(find "$here/pom.xml" "$here"/*/pom.xml "$here"/*/*/pom.xml "$here"/*/src/main "$here"/*/*/src/main -newer "$jar")" ]
}

build() {
  say "building the command line; the next start is quick"
  (
    cd "$here" && ./mvnw -q -pl app -am package -DskipTests \
      -Dspotless.check.skip -Dmaven.javadoc.skip -Dmaven.source.skip </dev/null >&2
  ) || { say "the build failed: see above"; exit 1; }
}
