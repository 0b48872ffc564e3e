#!/bin/sh
# Makes the part os of an image, in the base that it runs in: Debian's packages that are needed at run time, the user, no
# more.
#
# usage: make_os.sh ROOTFS
#
# ROOTFS has the files of components/os; beside / are with-host-ca.sh and settle_since.sh.
set -eu

started=$(date +%s)
export DEBIAN_FRONTEND=noninteractive
sh /with-host-ca.sh apt-get -qq update
# Fixes of the base's own packages, which its next image will have; none while it is current.
sh /with-host-ca.sh apt-get -qq upgrade --with-new-pkgs >/dev/null
# ca-certificates  what TLS trusts, for Java too (see components/os/rootfs)
# libfontconfig1, libharfbuzz0b, libjpeg62-turbo, liblcms2-2
#                  what Java draws text, reads JPEGs and converts colours with; a font
# libnss-wrapper   a name for user ids that have none (see entrypoint.sh)
# procps           ps and pgrep, for Spark's daemon scripts and decom.sh
# python3          PySpark
# tini             process 1
# tzdata           Python's idea of TZ; Java has its own. From trixie on, US/Pacific and other old names are in tzdata-legacy
sh /with-host-ca.sh apt-get -qq install --no-install-recommends >/dev/null \
    ca-certificates libfontconfig1 libharfbuzz0b libjpeg62-turbo liblcms2-2 libnss-wrapper procps python3 tini \
    tzdata $(apt-cache pkgnames tzdata-legacy)

# Java trusts what the system trusts: the hook keeps both the same.
install -m 755 -D -t /etc/ca-certificates/update.d "$1/etc/ca-certificates/update.d/java-cacerts"
/etc/ca-certificates/update.d/java-cacerts

# 185 is the user of Spark's own images. Everything it may write to belongs to
# group 0 as well: platforms that choose a user id at random keep that group.
# Applications may leave files in work-dir.
echo 'spark:x:185:' >> /etc/group
echo 'spark:x:185:185:Apache Spark:/home/spark:/usr/sbin/nologin' >> /etc/passwd
# work and logs are where operators put what the daemons write.
install -d -m 775 -o 185 -g 0 /home/spark /opt/spark/work-dir /opt/spark/work /opt/spark/logs

# The name that other images with Python have for it.
ln -s /usr/bin/python3 /usr/local/bin/python

# Nothing here changes users, so nothing may.
find / -xdev -type f -perm /6000 -exec chmod ug-s {} +

# Leap second variants and a second naming of the same zones; a second tini.
rm -rf /usr/share/zoneinfo/right /usr/share/zoneinfo/posix /usr/bin/tini-static
# Python's own tests (1.1 MB), and the language's manual that help() has of keywords (1.2 MB).
rm -rf /usr/lib/python3.*/test /usr/lib/python3.*/pydoc_data/topics.py /usr/lib/python3.*/pydoc_data/__pycache__
find /usr/lib/python3.* -name '_*test*.so' -delete
# Of DejaVu, Sans and Mono are left (1.1 MB less): Java draws serif and bold monospaced text with them.
rm -f /usr/share/fonts/truetype/dejavu/DejaVuSerif*.ttf /usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf

# Logs, caches and lists: of no use, and different in each build.
rm -rf /var/log/* /var/cache/* /var/lib/apt/lists/* /tmp/* \
    /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow-
sh /settle_since.sh "$started"
