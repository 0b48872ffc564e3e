#!/bin/sh
# Compiles what a session loads.
#
# usage: precompile.sh TREE
set -eu

site=$1$(python3 -c 'import site; print(site.getsitepackages()[0])')
# zstandard is Spark 4's only.
python3 /component/precompile.py "$1" "$site" \
    pandas pyarrow.parquet pyarrow.dataset numpy grpc grpc_status.rpc_status \
    google.rpc.error_details_pb2 google.protobuf.json_format $([ ! -d "$site/zstandard" ] || echo zstandard)
