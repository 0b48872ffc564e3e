#!/bin/sh
# A Kubernetes node with its control plane, in namespaces of its own: network, mounts and processes. All that it makes there goes with
# the namespaces, and they go when standard input ends, which is when the process that started this does, however that ends.
# $1 is the folder of its settings and data, $2 that of the programs.
set -eu
home=$1 programs=$2 own=$3

# Outside: the control groups that kubelet makes are the kernel's one tree.
if [ "$own" = outside ]; then
    group=$(basename "$home")
    groups() { find /sys/fs/cgroup -maxdepth 2 -type d -name "$group"; }
    for root in /sys/fs/cgroup /sys/fs/cgroup/*; do
        # In version 1 of control groups each controller has a tree.
        [ ! -e "$root/cgroup.procs" ] || mkdir "$root/$group" 2>/dev/null || true
    done
    unshare --mount --propagation private --net --pid --fork --kill-child --mount-proc \
        -- sh "$0" "$home" "$programs" inside || true
    for _ in $(seq 50); do
        groups | while read -r tree; do find "$tree" -depth -type d -exec rmdir {} + 2>/dev/null || true; done
        [ -n "$(groups)" ] || break
        sleep 0.2
    done
    exec rm -rf "$home"
fi

cd "$home"
mount --make-rshared /
for top in run var; do
    mkdir -p "scratch/$top/upper" "scratch/$top/work"
    mount -t overlay overlay -o "lowerdir=/$top,upperdir=$home/scratch/$top/upper,workdir=$home/scratch/$top/work" "/$top"
done
# kubelet sets these for the whole machine: let it set files.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys \
    kernel/keys/root_maxbytes; do
    mkdir -p "sysctl/$(dirname "$setting")"
    cat "/proc/sys/$setting" >"sysctl/$setting"
    mount --bind "sysctl/$setting" "/proc/sys/$setting"
done
ip link set lo up
ip address add 10.200.0.1/32 dev lo
echo 1 >/proc/sys/net/ipv4/ip_forward

start() {
    name=$1
    shift
    "$@" >"log/$name" 2>&1 </dev/null &
}
forward() { start "$1" "$NODE" "$FORWARD" "$2" "$3"; }
forward registry "tcp:$REGISTRY" "unix:$home/registry.sock"
forward api "unix:$home/api.sock" tcp:10.200.0.1:6443

start etcd "$programs/etcd" --data-dir "$home/etcd" --listen-client-urls http://127.0.0.1:2379 \
    --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync
start containerd containerd --config "$home/containerd.toml"
start apiserver "$programs/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=10.200.0.1 \
    --advertise-address=10.200.0.1 --cert-dir="$home/pki" --token-auth-file="$home/tokens.csv" \
    --authorization-mode=Node,RBAC --service-cluster-ip-range=10.96.0.0/16 --allow-privileged \
    --service-account-key-file="$home/accounts.pem" --service-account-signing-key-file="$home/accounts.pem" \
    --service-account-issuer=https://kubernetes.default.svc --kubelet-preferred-address-types=InternalIP
kubectl() { "$programs/kubectl" --kubeconfig "$home/admin.conf" "$@"; }
until kubectl get --raw /readyz >/dev/null 2>&1; do sleep 0.2; done
start controller-manager "$programs/kube-controller-manager" --kubeconfig="$home/admin.conf" \
    --service-account-private-key-file="$home/accounts.pem" --root-ca-file="$home/pki/apiserver.crt" \
    --use-service-account-credentials
start scheduler "$programs/kube-scheduler" --kubeconfig="$home/admin.conf"
start kubelet "$programs/kubelet" --config="$home/kubelet.json" --kubeconfig="$home/node.conf" \
    --hostname-override=node --node-ip=10.200.0.1 --root-dir="$home/kubelet" --cert-dir="$home/pki/kubelet"
start proxy "$programs/kube-proxy" --config="$home/proxy.json"
start coredns "$programs/coredns" -conf "$home/Corefile"
kubectl apply --filename "$home/cluster.json" >log/cluster 2>&1
# Until standard input ends.
exec cat >/dev/null
