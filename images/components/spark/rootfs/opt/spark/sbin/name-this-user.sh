# Gives the current user a name, when sourced by bash.
#
# Under a user id that no passwd entry has (OpenShift gives each project its own)
# neither Java's user.name nor Hadoop's login works. The root file system may be
# read-only, so the entry is not added to /etc/passwd but shown to this process
# and its children only. Without a writable /tmp there is no name, and whatever
# needs none still runs.
#
# entrypoint.sh sources this, and bin/load-spark-env.sh does, for the commands
# that run without the entrypoint (`docker exec`, an operator's own command).
name_this_user() {
    local uid gid folder new
    uid=$(id -u)
    gid=$(id -g)
    ! getent passwd "$uid" >/dev/null || return 0
    # One folder for all of this user's commands: an operator may run one a second.
    folder=/tmp/.user-$uid
    if [ ! -O "$folder/passwd" ]; then
        new=$(mktemp -d "$folder-XXXXXX" 2>/dev/null) || return 0
        # The name spark is this user's from here on, not 185's.
        grep -v '^spark:' /etc/passwd >"$new/passwd"
        echo "spark:x:$uid:$gid:Apache Spark:${HOME:-/home/spark}:/usr/sbin/nologin" >>"$new/passwd"
        cp /etc/group "$new/group"
        getent group "$gid" >/dev/null || echo "user:x:$gid:" >>"$new/group"
        # Somebody else's folder of that name, or one that another command has just made, stays.
        mv -T "$new" "$folder" 2>/dev/null || folder=$new
    fi
    LD_PRELOAD="$(echo /usr/lib/*-linux-gnu/libnss_wrapper.so)${LD_PRELOAD:+:$LD_PRELOAD}"
    export LD_PRELOAD NSS_WRAPPER_PASSWD="$folder/passwd" NSS_WRAPPER_GROUP="$folder/group"
}
name_this_user
# Containers have no login that sets it. Spark 3.5's daemons name their pid files by it.
USER=${USER:-$(id -nu 2>/dev/null || true)}
export USER
