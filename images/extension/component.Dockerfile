
# ── {name}: a component of the catalog's own, without a stage in the Dockerfile ──
# {name} and {lock} are filled in; what is in it comes from components/{name}/ and the lock.

FROM tools AS download-user-{name}
COPY build/with-host-ca.sh build/locks.py build/repositories.py build/fetch_maven.py build/fetch_pypi.py \
    build/build_wheels.py /build/
COPY rootfs/os/etc/ca-certificates/update.d/java-cacerts /build/
COPY {lock} /locks/
RUN --mount=type=secret,id=ca-bundle --mount=type=secret,id=repositories <<END
    set -eu
    sh /build/with-host-ca.sh python3 /build/fetch_pypi.py /{lock} /files
    sh /build/with-host-ca.sh python3 /build/fetch_maven.py /{lock} /files
END

FROM scratch AS fetch-user-{name}
COPY --from=download-user-{name} /files/ /

FROM tools AS make-user-{name}
ARG SOURCE_DATE_EPOCH
COPY build/locks.py build/settle.sh build/licences.py build/build_wheels.py extension/make_component.sh /build/
COPY {lock} /locks/
{files}
RUN --network=none --mount=from=fetch-user-{name},target=/files \
    sh /build/make_component.sh {name} /{lock} /files /user-{name}

FROM scratch AS user-{name}
COPY --from=make-user-{name} /user-{name}/ /user-{name}/
