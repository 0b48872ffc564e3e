# What must and must not be in the image's file system, and who runs in it.
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

# Of the whole image, without what the engine mounts into a container, and without folders that are closed to all but
# root and its group, to whom this user may belong. Any other that cannot be looked into is a failure.
errors=$(mktemp)
everywhere() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev \) -prune \
        -o -type d -user 0 -group 0 ! -perm /007 ! -readable ! -executable -prune \
        -o "$@" -print 2>"$errors" \
        || fail "not all of the image can be looked at: $(cat "$errors")"
}

found=$(everywhere -type f -perm /6000)
[ -z "$found" ] || fail "setuid or setgid files: $found"
found=$(everywhere -type f -perm -0002 ! -path '/tmp/*')
[ -z "$found" ] || fail "files that anyone may write: $found"
found=$(everywhere -type d -perm -0002 ! -perm -1000 ! -path '/tmp/*')
[ -z "$found" ] || fail "folders that anyone may write, without the sticky bit: $found"
echo "saw: no setuid or setgid files, nothing open to all but sticky folders"

uid=$(id -u)
gid=$(id -g)
[ "$uid" = 185 ] || [ "$gid" = 0 ] || fail "runs as $uid:$gid: neither 185 nor of group 0"
[ "$(whoami)" = spark ] || fail "user $uid has the name '$(whoami)', not spark"
java_user=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *user.name = //p')
[ "$java_user" = spark ] || fail "Java takes user $uid for '$java_user'"
[ "$(pwd)" = /opt/spark/work-dir ] || fail "starts in $(pwd)"
echo "saw: uid $uid, gid $gid, named $(whoami), in $(pwd)"

for file in LICENSE NOTICE licenses/LICENSE-py4j.txt; do
    [ -s "/licenses/spark/$file" ] || fail "no /licenses/spark/$file"
done
for jar in /opt/spark/jars/{postgresql,mysql-connector-j,mssql-jdbc,ojdbc11,vertica-jdbc}-*.jar; do
    # A variant may leave drivers out.
    [ -e "$jar" ] || continue
    [ -s "/licenses/jdbc/$(basename "$jar" .jar)/SPDX" ] || fail "no licence for $jar"
done
for package in numpy pandas pyarrow; do
    [ -s "$(echo /licenses/python/"$package"-*/SPDX)" ] || fail "no licence for $package"
done
# Beside the name of a licence is its text.
for name in /licenses/*/*/SPDX; do
    [ -n "$(find "${name%/*}" -type f ! -name SPDX -size +0)" ] || fail "no text in ${name%/*}"
done
[ -s /licenses/java/java.base/LICENSE ] || fail "Java's licences are gone"
[ -s /usr/share/doc/python3/copyright ] || fail "Debian's copyright files are gone"
echo "saw: licences of Spark, Java, Debian's packages and $(echo /licenses/*/*/SPDX | wc -w) artifacts"

found=$(everywhere -type f \( -path '/var/lib/apt/lists/*' -o -path '/var/cache/apt/*' -o -path '*/.cache/*' \))
[ -z "$found" ] || fail "caches of the build: $found"
found=$(everywhere \( -name 'java.args' -o -name 'ca-bundle' -o -name 'with-host-ca*' -o -name 'pip.conf' \))
[ -z "$found" ] || fail "traces of the build: $found"

# The CAs are Debian's and the catalog's own, no more and no fewer: none of the building host's.
count() {
    find "$@" -name '*.crt' -exec cat {} + | grep -c 'BEGIN CERTIFICATE'
}
packaged=$(count /usr/share/ca-certificates/mozilla)
own=$(count /usr/local/share/ca-certificates) || own=0
system=$(count /etc/ssl/certs/ca-certificates.crt)
java=$(keytool -list -cacerts -storepass changeit 2>/dev/null | grep -c trustedCertEntry)
[ "$system" = $((packaged + own)) ] || fail "$system CAs are trusted, Debian's package has $packaged and the catalog $own"
[ "$java" = "$system" ] || fail "Java trusts $java CAs, the system $system"
echo "saw: no caches, $system CAs, the same for Java"
