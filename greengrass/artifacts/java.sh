# Finds a Java 17 or newer. Read by component.sh and tower, which set $0 and want $java and $java_version.
# Debian's sudo resets PATH, and the nucleus passes the JAVA_HOME it runs with itself, which may be a Java 8.

# The major version of that java; nothing where there is none.
major_version_of() {
    [ -x "$1" ] && [ ! -d "$1" ] || return 0
    release=$(dirname "$(dirname "$(readlink -f "$1")")")/release
    version=
    if [ -r "$release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
    fi
    if [ -z "$version" ]; then
        version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    echo "$version"
}

# Sets java and java_version; without success java_seen says what there was.
find_java() {
    java_seen=
    for java in "${TOWER_JAVA:-}" "$(command -v java 2>/dev/null)" "${JAVA_HOME:+$JAVA_HOME/bin/java}" "${TOWER_JVMS:-/usr/lib/jvm}"/*/bin/java; do
        java_version=$(major_version_of "$java")
        case $java_version in
            '' | *[!0-9]*) continue ;;
        esac
        if [ "$java_version" -ge 17 ]; then
            return 0
        fi
        # Java 8 calls itself 1.8
        [ "$java_version" -eq 1 ] && java_version=8
        java_seen="${java_seen:+$java_seen, }$java is a Java $java_version"
    done
    return 1
}

no_java_message() {
    echo "Java 17 or newer is needed, and there is none${java_seen:+ ($java_seen)}: sudo apt install openjdk-17-jre-headless, then deploy again"
}
