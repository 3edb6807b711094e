"""What the manifests in cluster-config/kubernetes promise: kubernetes_test.py SOURCE_FOLDER."""

import json
import pathlib
import re
import sys
import unittest

import yaml

import manifest_schema

SOURCE = pathlib.Path(sys.argv.pop(1))
FOLDER = SOURCE / "cluster-config" / "kubernetes"
CONFIG = json.loads((FOLDER / "node.json").read_text())
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
MANIFESTS = [
    manifest
    for file in sorted(FOLDER.glob("*.yaml"))
    if file.name != "kustomization.yaml"
    for manifest in yaml.safe_load_all(file.read_text())
]


def named(kind, name):
    return next(x for x in MANIFESTS if (x["kind"], x["metadata"]["name"]) == (kind, name))


SET = named("StatefulSet", "quickbooking")["spec"]
POD = SET["template"]["spec"]
LABELS = SET["template"]["metadata"]["labels"]
NODE = POD["containers"][0]
PORTS = {port["name"]: port["containerPort"] for port in NODE["ports"]}


class Schema(unittest.TestCase):
    def test_every_manifest_is_what_the_api_knows(self):
        self.assertGreaterEqual(len(MANIFESTS), 7)
        for manifest in MANIFESTS:
            with self.subTest(manifest["kind"] + " " + manifest["metadata"]["name"]):
                self.assertEqual(manifest_schema.problems(manifest), [])

    def test_the_check_finds_unknown_and_missing_fields_and_wrong_types(self):
        service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}}
        for spec, wanted in [
            ({"port": 1}, "Service.spec.port is not known"),
            ({"ports": {"port": 1}}, "Service.spec.ports must be a list"),
            ({"ports": [{"port": "1"}]}, "Service.spec.ports.0.port must be int, not '1'"),
            ({"ports": [{"port": True}]}, "Service.spec.ports.0.port must be int, not True"),
            ({"ports": [{"name": "x"}]}, "Service.spec.ports.0: Invalid value for `port`, must not be `None`"),
            ({"selector": {"a": 1}}, "Service.spec.selector.a must be str, not 1"),
        ]:
            self.assertEqual(manifest_schema.problems(service | {"spec": spec}), [wanted])
        self.assertEqual(manifest_schema.problems({"apiVersion": "v1", "kind": "Servant"}), ["v1/Servant is not known"])

    def test_the_kustomization_names_what_is_there_and_no_example(self):
        generated = KUSTOMIZATION["configMapGenerator"][0]["files"]
        for name in KUSTOMIZATION["resources"] + generated:
            self.assertTrue((FOLDER / name).is_file(), name)
        self.assertNotIn("secrets.example.yaml", KUSTOMIZATION["resources"])
        left_out = {x.name for x in FOLDER.glob("*.yaml")} - set(KUSTOMIZATION["resources"])
        self.assertEqual(left_out, {"kustomization.yaml", "secrets.example.yaml"})
        self.assertEqual(KUSTOMIZATION["images"][0]["name"], NODE["image"])


class Agreement(unittest.TestCase):
    def test_the_ports_are_those_of_the_nodes_configuration(self):
        self.assertEqual(PORTS, {"http": CONFIG["listen"]["port"], "peers": CONFIG["cluster"]["listen"]["port"]})
        self.assertTrue(CONFIG["cluster"]["advertise"].endswith(f":{PORTS['peers']}"))
        for service in ("quickbooking", "quickbooking-nodes"):
            for port in named("Service", service)["spec"]["ports"]:
                self.assertIn(port["targetPort"], PORTS)
        for port in named("Service", "quickbooking-nodes")["spec"]["ports"]:
            self.assertEqual(port["port"], PORTS[port["targetPort"]])

    def test_the_node_listens_where_other_machines_reach_it(self):
        self.assertEqual(CONFIG["listen"]["address"], "0.0.0.0")
        self.assertEqual(CONFIG["cluster"]["listen"]["address"], "0.0.0.0")

    def test_the_probes_ask_what_the_node_serves(self):
        served = (SOURCE / "actors/http/front_door.cpp").read_text()
        for probe, path in (("startupProbe", "/healthz"), ("livenessProbe", "/healthz"), ("readinessProbe", "/readyz")):
            self.assertEqual(NODE[probe]["httpGet"], {"path": path, "port": "http"})
            self.assertIn(f'{{"GET", "{path}"', served)

    def test_everything_selects_the_pods_of_the_set(self):
        self.assertEqual(SET["selector"]["matchLabels"], LABELS)
        for service in ("quickbooking", SET["serviceName"]):
            self.assertEqual(named("Service", service)["spec"]["selector"], LABELS)
        self.assertEqual(named("PodDisruptionBudget", "quickbooking")["spec"]["selector"]["matchLabels"], LABELS)
        self.assertEqual(named("NetworkPolicy", "quickbooking")["spec"]["podSelector"]["matchLabels"], LABELS)

    def test_each_pod_gives_its_node_a_name_and_an_address_of_its_own(self):
        fields = {x["name"]: x["valueFrom"]["fieldRef"]["fieldPath"] for x in NODE["env"]}
        self.assertEqual(CONFIG["cluster"]["node"], "${POD_NAME}")
        self.assertEqual(fields, {"POD_NAME": "metadata.name", "POD_IP": "status.podIP"})
        used = re.findall(r"\$\{(\w+)\}", json.dumps(CONFIG))
        self.assertEqual(set(used), set(fields))

    def test_every_file_that_the_node_reads_is_mounted(self):
        mounts = {x["name"]: x["mountPath"] for x in NODE["volumeMounts"]}
        sources = POD["volumes"][0]["projected"]["sources"]
        self.assertEqual(sources[0]["configMap"]["name"], KUSTOMIZATION["configMapGenerator"][0]["name"])
        files = {f"{mounts['config']}/{x}" for x in KUSTOMIZATION["configMapGenerator"][0]["files"]}
        files |= {f"{mounts['config']}/{x['path']}" for x in sources[1]["secret"]["items"]}
        wanted = {NODE["args"][1], f"{mounts['config']}/{CONFIG['catalog']}", *CONFIG["cluster"]["tls"].values()}
        self.assertEqual(files, wanted)
        self.assertEqual(NODE["args"][0], "--config")
        volumes = {x["name"] for x in POD["volumes"]} | {x["metadata"]["name"] for x in SET["volumeClaimTemplates"]}
        self.assertEqual(set(mounts), volumes)

    def test_what_the_node_keeps_is_on_a_volume_of_its_own(self):
        mounts = {x["name"]: x["mountPath"] for x in NODE["volumeMounts"]}
        kept = SET["volumeClaimTemplates"][0]["metadata"]["name"]
        self.assertEqual(str(pathlib.PurePath(CONFIG["archive"]["file"]).parent), mounts[kept])

    def test_the_secrets_are_those_that_the_node_reads(self):
        known = set(re.findall(r'secret\(env, "(\w+)"\)', (SOURCE / "actors/config/node_config.cpp").read_text()))
        self.assertIn("QUICKBOOKING_APP_SECRET", known)
        name = NODE["envFrom"][0]["secretRef"]["name"]
        self.assertLessEqual(set(named("Secret", name)["stringData"]), known)
        peers = POD["volumes"][0]["projected"]["sources"][1]["secret"]
        self.assertEqual(set(named("Secret", peers["name"])["stringData"]), {x["key"] for x in peers["items"]})

    def test_a_pod_is_given_the_time_that_an_orderly_stop_may_take(self):
        before = int(NODE["lifecycle"]["preStop"]["exec"]["command"][1])
        limit = int(re.search(r"stop_limit\{(\d+)\}", (SOURCE / "apps/node/main.cpp").read_text())[1])
        self.assertGreaterEqual(POD["terminationGracePeriodSeconds"], before + 2 * limit + 1)


class Closedness(unittest.TestCase):
    def test_the_node_is_an_ordinary_user_without_rights_and_cannot_write_its_image(self):
        self.assertTrue(POD["securityContext"]["runAsNonRoot"])
        self.assertEqual(POD["securityContext"]["seccompProfile"], {"type": "RuntimeDefault"})
        self.assertFalse(POD["automountServiceAccountToken"])
        self.assertEqual(
            NODE["securityContext"],
            {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
        )

    def test_only_nodes_may_link_to_nodes(self):
        for rule in named("NetworkPolicy", "quickbooking")["spec"]["ingress"]:
            if "from" not in rule:
                self.assertEqual([x["port"] for x in rule["ports"]], ["http"])
            else:
                self.assertEqual(rule["from"], [{"podSelector": {"matchLabels": LABELS}}])


if __name__ == "__main__":
    unittest.main(verbosity=2)
