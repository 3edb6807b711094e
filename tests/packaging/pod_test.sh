#!/usr/bin/env bash
# Starts the packaged node as its pod in cluster-config/kubernetes would: the manifest's arguments, user and
# mounts, nothing else to write to, certificates made as README.md says; beside a real Redis and a real
# PostgreSQL under the names of node.json, in a throw-away copy of this system.
#
#   pod_test.sh BUILD_FOLDER SOURCE_FOLDER      after package_test.sh
#
# Exit code: 0 kept, 1 broken or not to be tried here, 77 not root.
set -euo pipefail

# shellcheck source=tests/packaging/packaged_system.sh
. "$(dirname "$0")/packaged_system.sh"

pages=$2/cluster-config

# manifest <python expression>: of `pod` and its `node`, the container.
manifest() {
  /usr/bin/python3 -c '
import sys, yaml
pod = yaml.safe_load(open(sys.argv[1]))["spec"]["template"]["spec"]
node = pod["containers"][0]
print(eval(sys.argv[2]))' "$pages/kubernetes/statefulset.yaml" "$1"
}

start_servers() {
  echo "127.0.0.1 redis postgresql" | inside tee -a /etc/hosts > /dev/null
  quietly inside systemctl start redis-server.service
  quietly inside pg_createcluster --port 5432 15 pod
  quietly inside systemctl start postgresql@15-pod.service
  quietly inside runuser -u postgres -- psql -c "CREATE ROLE quickbooking LOGIN PASSWORD 'open'"
  quietly inside runuser -u postgres -- createdb -O quickbooking quickbooking
}

# The block of commands in README.md, but for what asks a cluster.
make_certificates() {
  local commands
  commands=$(sed -n '/^openssl req -x509/,/^```/{/^```/d; /^kubectl/d; p}' "$pages/README.md")
  [[ $commands == *subjectAltName* ]] || broken "README.md has no commands for certificates"
  mkdir "$folder/tls"
  (cd "$folder/tls" && bash -e) <<< "$commands" > "$folder/log" 2>&1 || { cat "$folder/log"; broken "certificates"; }
}

# What the volumes hold, where the manifest mounts them.
mount_volumes() {
  local etc=$system_root/etc/quickbooking group
  group=$(manifest 'pod["securityContext"]["fsGroup"]')
  [ "$(manifest '[x["mountPath"] for x in node["volumeMounts"]]')" \
    = "['/etc/quickbooking', '/var/lib/quickbooking', '/tmp']" ] || broken "other mounts"
  rm -r "$etc"
  mkdir -p "$etc/tls"
  cp "$pages"/kubernetes/*.json "$etc/"
  cp "$folder"/tls/{ca.crt,tls.crt,tls.key} "$etc/tls/"
  chown -R "root:$group" "$etc"
  find "$etc" -type f -exec chmod 0440 {} +
  install -d -m 2775 -g "$group" "$system_root/var/lib/quickbooking"
}

# start_pod <name>: as a unit of this name.
start_pod() {
  local user group
  local -a arguments
  user=$(manifest 'pod["securityContext"]["runAsUser"]')
  group=$(manifest 'pod["securityContext"]["runAsGroup"]')
  read -ra arguments < <(manifest '" ".join(node["args"])')
  # A user that no /etc/passwd knows, as in a container: not systemd's User=.
  inside systemd-run --quiet --unit="$1" --service-type=exec \
    -p ProtectSystem=strict -p ReadWritePaths=/var/lib/quickbooking -p PrivateTmp=yes \
    -E POD_NAME="$1" -E POD_IP=127.0.0.1 -E HOME=/ \
    -E QUICKBOOKING_APP_SECRET=hush -E QUICKBOOKING_DATABASE_PASSWORD=open \
    setpriv --reuid "$user" --regid "$group" --clear-groups --bounding-set=-all --no-new-privs \
    /usr/bin/quickbooking-node "${arguments[@]}"
}

it_runs_as_its_pod() {
  promise "with node.json, the pod's name and address, and the certificates, the node gets ready"
  start_pod quickbooking-0 || broken "start"
  within 30 is_ready 3000 || broken "it did not get ready"
  expect "what it is registered as" "quickbooking-0 127.0.0.1:7100" registered
}

registered() { inside redis-cli HGETALL '{booking:cluster:quickbooking}:nodes' | paste -sd ' '; }

# The second one has the same network here, so it needs other ports.
its_neighbour_links_to_it() {
  promise "a second pod links to it: one certificate serves both"
  inside sed -i 's/3000/3001/; s/7100/7101/g; s/archive\.sqlite/second.sqlite/' /etc/quickbooking/node.json
  start_pod quickbooking-1 || broken "start of the second"
  within 30 has_both_nodes 3000 || broken "ring: $(get 3000 /readyz)"
  within 30 has_both_nodes 3001 || broken "ring: $(get 3001 /readyz)"
}

has_both_nodes() { [[ $(get "$1" /readyz) == *'"ring":["quickbooking-0","quickbooking-1"]'* ]]; }

they_book() {
  promise "a customer books at either of them, in PostgreSQL"
  local code
  code=$(book 3000) || broken "booking: $code"
  printf '   booking %s\n' "$code"
  code=$(book 3001) || broken "booking at the second: $code"
  printf '   booking %s\n' "$code"
}

they_end_in_order() {
  promise "ended as pods are, they end in order"
  local unit
  for unit in quickbooking-0 quickbooking-1; do
    inside systemctl kill --signal=TERM "$unit.service"
    within 30 says "$unit.service" 'event=stopped in_order=true' || broken "$unit: not in order"
  done
}

install_package
start_servers
make_certificates
mount_volumes
it_runs_as_its_pod
its_neighbour_links_to_it
they_book
they_end_in_order
echo "all kept"
