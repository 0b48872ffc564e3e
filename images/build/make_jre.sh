#!/bin/sh
# Java as far as Spark and its users' code need it, in TREE/opt/java: linked here, of the modules for the image's platform.
#
# usage: make_jre.sh TREE JDK-PACKAGE
#
# JDK-PACKAGE is the Debian package, a file or the name of an installed one, that has these modules.
set -eu

java=$1/opt/java
package=$2

# java.se is the whole standard edition. Beyond it: what Spark, Hadoop, Arrow and
# Netty reach for (jdk.unsupported, crypto, security, zipfs, naming.dns, net,
# charsets, localedata, httpserver; Spark 4 boots with jdk.incubator.vector only),
# what one needs to look into a running JVM (management, jcmd, attach, jfr, jdwp), and
# what else provides services that a program looks up by name (random, naming.rmi).
modules=java.se,java.security.jgss,jdk.attach,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec
modules=$modules,jdk.httpserver,jdk.incubator.vector,jdk.jcmd,jdk.jdwp.agent,jdk.jfr,jdk.localedata
modules=$modules,jdk.management,jdk.management.agent,jdk.management.jfr,jdk.naming.dns,jdk.naming.rmi,jdk.net
modules=$modules,jdk.random,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs

# Left out, though they provide services: tools for who develops in Java (Spark itself compiles with Janino and
# Scala's compiler; javac and its tables of older releases would be 13 MB), JShell's editor of lines, and what needs a
# screen or a card reader.
left_out='java.smartcardio jdk.compiler jdk.editpad jdk.internal.le jdk.internal.vm.ci jdk.jartool jdk.javadoc jdk.jdeps jdk.jdi jdk.jlink jdk.jpackage
    jdk.jshell jdk.jstatd jdk.unsupported.desktop'

# Classes keep their line numbers (9 MB), which stack traces and profilers show.
# Java 17 knows numbers only, later ones warn of them.
case $(jlink --version) in 17*) compress=2 ;; *) compress=zip-6 ;; esac
unpacked=
if [ -f "$package" ]; then
    unpacked=$(mktemp -d)
    dpkg-deb --extract "$package" "$unpacked"
fi
modules_path=$(echo "$unpacked"/usr/lib/jvm/java-*-openjdk-"$TARGETARCH"/jmods)
# For two builds with the same bytes: the orders that this JVM would draw by chance, and those of identity hashes, are
# always the same. What was compiled before Link.java sets the former would go on with what was drawn.
java -XX:+UnlockExperimentalVMOptions -XX:hashCode=2 -XX:CompileCommand=quiet \
    -XX:CompileCommand='exclude,java.util.ImmutableCollections*::*' /build/java/Link.java \
    --module-path "$modules_path" --output "$java" --compress="$compress" --no-header-files --no-man-pages \
    --add-modules "$modules"

for module in $(java /build/java/Providers.java); do
    case " $(echo $left_out) " in *" $module "*) continue ;; esac
    grep -q "^MODULES=.*[\" ]$module[\" ]" "$java/release" || {
        echo "$module provides services and is neither in the image's Java nor named as left out" >&2
        exit 1
    }
done

# What draws on a screen or plays sound: X11 and ALSA are not in the image.
for library in awt_xawt jawt jsound splashscreen; do
    rm "$java/lib/lib$library.so"
done
ln -sfn /etc/ssl/certs/java/cacerts "$java/lib/security/cacerts"

# The JAVA_HOME of Spark's own processes: all but bin/java, which is in components/spark/rootfs.
mkdir -p "$1/opt/spark/java/bin"
ln -s /opt/java/conf /opt/java/legal /opt/java/lib /opt/java/release "$1/opt/spark/java/"
for program in "$java"/bin/*; do
    ln -s "/opt/java/bin/${program##*/}" "$1/opt/spark/java/bin/"
done
rm "$1/opt/spark/java/bin/java"
mkdir "$1/licenses"
ln -s ../opt/java/legal "$1/licenses/java"

# By this, as distroless images have it, scanners and the plan know which package of Debian's this Java is taken from.
fields='Package Version Architecture Source Maintainer'
mkdir -p "$1/var/lib/dpkg/status.d"
if [ -f "$package" ]; then
    name=$(dpkg-deb --field "$package" Package)
    dpkg-deb --field "$package" $fields > /tmp/fields
else
    name=$package
    dpkg-query --status "$package" > /tmp/fields
fi
{
    echo 'Status: install ok installed'
    for field in $fields; do grep "^$field: " /tmp/fields; done
} > "$1/var/lib/dpkg/status.d/$name"
