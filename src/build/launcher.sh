#!/bin/sh
# logtail: this script, and behind its last line the program's jar. It finds a Java runtime and becomes it.
# JAVA_HOME chooses the runtime, LOGTAIL_JAVA_OPTS adds options for it. Few forks: start-up time counts.

needed=17
java=
wrong_home=
looked=

# Succeeds when version $2 of the runtime called $1 is new enough; else notes why not.
new_enough() {
  version=${2#\"} version=${version%\"}
  major=${version#1.} major=${major%%[!0-9]*}
  [ "${major:-0}" -lt $needed ] || return 0
  looked="$looked; $1 is Java ${version:-of an unknown version}"
  return 1
}

# Takes the runtime $2, called $1, when it is new enough, by asking it: slow, for what has no release file.
ask() {
  new_enough "$1" "$("$2" -version 2>&1 | sed -n 's/.* version \("[^"]*"\).*/\1/p')" && java=$2
}

# The same for the runtime in folder $2, by reading its release file.
take() {
  if [ ! -x "$2/bin/java" ]; then
    looked="$looked; $1 has no bin/java"
    return 1
  fi
  if [ ! -r "$2/release" ]; then
    ask "$1" "$2/bin/java"
    return
  fi
  line=
  while read -r line; do
    case $line in JAVA_VERSION=*) break ;; esac
  done <"$2/release"
  new_enough "$1" "${line#JAVA_VERSION=}" && java=$2/bin/java
}

take_from_path() {
  found=$(command -v java) || found=
  if [ -z "$found" ]; then
    looked="$looked; there is no java on PATH"
    return 1
  fi
  real=$(readlink -f "$found" 2>/dev/null) || real=$found
  home=${real%/bin/java}
  if [ "$home" != "$real" ] && [ -r "$home/release" ]; then
    take "$found" "$home"
  elif [ -x /usr/libexec/java_home ] && [ "$real" = /usr/bin/java ]; then
    return 1 # Apple's stub: it only asks java_home, and opens a window where that finds nothing.
  else
    ask "$found" "$found"
  fi
}

take_from_known_places() {
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/*; do
    if [ -x "$home/bin/java" ] && take "$home" "$home"; then return 0; fi
  done
  if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -v $needed+ 2>/dev/null); then
    take "$home" "$home"
    return
  fi
  looked="$looked; nothing else in /usr/lib/jvm, /usr/java, /opt/java or by /usr/libexec/java_home"
  return 1
}

if [ -z "${JAVA_HOME:-}" ]; then
  looked="; JAVA_HOME is not set"
elif ! take "JAVA_HOME ($JAVA_HOME)" "$JAVA_HOME"; then
  wrong_home=yes
fi
if [ -z "$java" ] && ! take_from_path && ! take_from_known_places; then
  echo "logtail: needs Java $needed or newer and found none: ${looked#; }." \
    "Install one (Debian: apt install openjdk-17-jre-headless; macOS: brew install openjdk) or set JAVA_HOME." >&2
  exit 2
fi
if [ -n "$wrong_home" ]; then
  echo "logtail: needs Java $needed or newer: ${looked#; }; using $java" >&2
fi

# A closed standard input would be the first file that the runtime opens, and be read.
{ true 3<&0; } 2>/dev/null || exec </dev/null

# Commands that answer and end start faster with the quick compiler alone; what runs for hours wants the good one.
answer=
for word in "$@"; do
  case $word in
    --) break ;;
    -h | --help | -V | --version) answer=quick && break ;;
    list | completion | config) answer=${answer:-quick} ;;
    follow | export | history | check | stats | serve | demo) answer=${answer:-lasting} ;;
    debug) answer=${answer:-wire} ;;
  esac
done
# What the JVM itself has to say does not belong between the records on standard output.
options='-XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr'
# The JVM can't tell a terminal from a pipe on each of its streams; the shell can.
terminals=
for stream in 0 1 2; do
  [ -t $stream ] && terminals=$terminals$stream
done
options="$options -Dlogtail.terminals=$terminals"
# One WebSocket at a prompt is a matter for hours, too; in a pipe its messages pass through and little of them is kept.
case $answer$terminals in wire*1*) answer=lasting ;; esac
# What lasts collects garbage on all cores: under a flood the backlog lives, and one thread copying it holds everything up.
if [ "$answer" = lasting ]; then
  options="$options -XX:+UseParallelGC"
  # On a terminal the good compiler comes in five times later than usual: at the start it would only be in the way of the first
  # picture. More room for what is young would make the console larger, not faster; a smaller heap than that is no news.
  case $terminals in
    *1*)
      options="$options -XX:Tier4InvocationThreshold=30000 -XX:Tier4MinInvocationThreshold=5000"
      options="$options -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=200000"
      options="$options -XX:MaxNewSize=384m -Xlog:gc+ergo=off:stderr"
      ;;
  esac
else
  options="$options -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
  # A few MiB of messages wait at most; more room for what is young would only be touched.
  if [ "$answer" = wire ]; then options="$options -XX:MaxNewSize=32m -Xlog:gc+ergo=off:stderr"; fi
fi

jar=$0
case $0 in
  */*) ;;
  *) [ -f "./$0" ] && jar=./$0 || jar=$(command -v "$0") ;;
esac
set -f
# The options are several words on purpose.
exec "$java" $options ${LOGTAIL_JAVA_OPTS:-} -jar "$jar" "$@"
exit 1
