package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pods made of what the Pod Security Standards look at, well or badly set; most begin as one that meets them all. */
final class RandomPods {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SOUND_CONTAINER =
            "{'name': '%s', 'image': 'registry.invalid/app:1', 'securityContext': {'allowPrivilegeEscalation': false, 'capabilities': {'drop': ['ALL']}}}";
    private static final String SOUND =
            "{'securityContext': {'runAsNonRoot': true, 'seccompProfile': {'type': 'RuntimeDefault'}}, 'nodeSelector': {'plimsoll': 'none'}, 'containers': []}";

    private static final List<String> OF_POD = List.of(
            "{'hostNetwork': true}",
            "{'hostNetwork': false}",
            "{'hostPID': true}",
            "{'hostIPC': true}",
            "{'hostUsers': false}",
            "{'hostUsers': false}",
            "{'hostUsers': true}",
            "{'os': {'name': 'linux'}}",
            "{'os': {'name': 'windows'}, 'securityContext': {'seccompProfile': null}}",
            "{'volumes': [{'name': 'v', 'hostPath': {'path': '/srv'}}]}",
            "{'volumes': [{'name': 'v', 'nfs': {'server': 'nfs.invalid', 'path': '/'}}]}",
            "{'volumes': [{'name': 'v', 'iscsi': {'targetPortal': '192.0.2.1', 'iqn': 'iqn.2026-01.invalid:a', 'lun': 0}}]}",
            "{'volumes': [{'name': 'v', 'gitRepo': {'repository': 'https://git.invalid/a'}}]}",
            "{'volumes': [{'name': 'v', 'flexVolume': {'driver': 'a/b'}}]}",
            "{'volumes': [{'name': 'v'}]}",
            "{'volumes': [{'name': 'v', 'emptyDir': {'medium': 'Memory'}}]}",
            "{'volumes': [{'name': 'v', 'csi': {'driver': 'inline.invalid'}}]}",
            "{'volumes': [{'name': 'v', 'image': {'reference': 'registry.invalid/a:1'}}]}",
            "{'volumes': [{'name': 'v', 'persistentVolumeClaim': {'claimName': 'a'}}]}",
            "{'volumes': [{'name': 'v', 'projected': {'sources': [{'configMap': {'name': 'a'}}]}}]}",
            "{'volumes': [{'name': 'v', 'downwardAPI': {}}, {'name': 'w', 'configMap': {'name': 'a'}}, {'name': 'x', 'secret': {'secretName': 'a'}}]}",
            "{'volumes': [{'name': 'v', 'ephemeral': {'volumeClaimTemplate': {'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}}}]}",
            "{'securityContext': {'runAsNonRoot': false}}",
            "{'securityContext': {'runAsNonRoot': null}}",
            "{'securityContext': {'runAsUser': 0}}",
            "{'securityContext': {'runAsUser': 1000, 'fsGroup': 0, 'runAsGroup': 0, 'supplementalGroups': [0]}}",
            "{'securityContext': {'seccompProfile': null}}",
            "{'securityContext': {'seccompProfile': {'type': 'Unconfined'}}}",
            "{'securityContext': {'seccompProfile': {'type': 'Localhost', 'localhostProfile': 'a.json'}}}",
            "{'securityContext': {'seLinuxOptions': {'type': 'container_t', 'level': 's0:c1,c2'}}}",
            "{'securityContext': {'seLinuxOptions': {'type': 'container_engine_t'}}}",
            "{'securityContext': {'seLinuxOptions': {'type': 'spc_t'}}}",
            "{'securityContext': {'seLinuxOptions': {'user': 'system_u'}}}",
            "{'securityContext': {'appArmorProfile': {'type': 'RuntimeDefault'}}}",
            "{'securityContext': {'appArmorProfile': {'type': 'Localhost', 'localhostProfile': 'a'}}}",
            "{'securityContext': {'appArmorProfile': {'type': 'Unconfined'}}}",
            "{'securityContext': {'sysctls': [{'name': 'kernel.shm_rmid_forced', 'value': '1'}]}}",
            "{'securityContext': {'sysctls': [{'name': 'net.ipv4.ip_local_reserved_ports', 'value': '1'}]}}",
            "{'securityContext': {'sysctls': [{'name': 'net.ipv4.tcp_keepalive_time', 'value': '1'}]}}",
            "{'securityContext': {'sysctls': [{'name': 'net.ipv4.tcp_rmem', 'value': '1'}]}}",
            "{'securityContext': {'sysctls': [{'name': 'net.ipv4/tcp_rmem', 'value': '1'}]}}",
            "{'securityContext': {'sysctls': [{'name': 'net.ipv4.tcp_syncookies', 'value': '1'}, {'name': 'kernel.msgmax', 'value': '1'}]}}",
            "{'hostNetwork': true, 'securityContext': {'windowsOptions': {'hostProcess': true}, 'seccompProfile': null}}",
            "{'securityContext': {'windowsOptions': {'hostProcess': false}}}");

    private static final List<String> OF_CONTAINER = List.of(
            "{'privileged': true, 'allowPrivilegeEscalation': null}",
            "{'privileged': false}",
            "{'allowPrivilegeEscalation': null}",
            "{'allowPrivilegeEscalation': true}",
            "{'capabilities': null}",
            "{'capabilities': {'drop': []}}",
            "{'capabilities': {'drop': ['all']}}",
            "{'capabilities': {'drop': ['NET_RAW', 'ALL'], 'add': ['NET_BIND_SERVICE']}}",
            "{'capabilities': {'drop': ['ALL'], 'add': ['CHOWN']}}",
            "{'capabilities': {'drop': ['ALL'], 'add': ['NET_RAW']}}",
            "{'capabilities': {'drop': ['ALL'], 'add': ['NET_BIND_SERVICE', 'SYS_TIME']}}",
            "{'capabilities': {'drop': ['ALL'], 'add': ['chown']}}",
            "{'capabilities': {'drop': ['ALL'], 'add': ['CAP_CHOWN']}}",
            "{'procMount': 'Default'}",
            "{'procMount': 'Unmasked'}",
            "{'runAsNonRoot': true}",
            "{'runAsNonRoot': false}",
            "{'runAsUser': 0}",
            "{'runAsUser': 7}",
            "{'seccompProfile': {'type': 'RuntimeDefault'}}",
            "{'seccompProfile': {'type': 'Unconfined'}}",
            "{'seLinuxOptions': {'type': 'container_init_t'}}",
            "{'seLinuxOptions': {'role': 'sysadm_r'}}",
            "{'seLinuxOptions': {'type': 'container_engine_t', 'level': 's0'}}",
            "{'appArmorProfile': {'type': 'Unconfined'}}",
            "{'appArmorProfile': {'type': 'RuntimeDefault'}}",
            "{'readOnlyRootFilesystem': true}",
            "{'windowsOptions': {'hostProcess': false, 'runAsUserName': 'a'}}");

    private static final List<String> BESIDE_IT = List.of(
            "{'ports': [{'containerPort': 80}]}",
            "{'ports': [{'containerPort': 80, 'hostPort': 80}]}",
            "{'ports': [{'containerPort': 81, 'protocol': 'UDP'}, {'containerPort': 80, 'hostPort': 8080}]}",
            "{'livenessProbe': {'httpGet': {'port': 80, 'host': '192.0.2.1'}}}",
            "{'readinessProbe': {'tcpSocket': {'port': 80, 'host': 'localhost'}}}",
            "{'startupProbe': {'httpGet': {'port': 80, 'host': ''}}}",
            "{'livenessProbe': {'grpc': {'port': 80, 'service': 'a'}}}",
            "{'lifecycle': {'preStop': {'httpGet': {'port': 80, 'host': '127.0.0.1'}}}}",
            "{'lifecycle': {'postStart': {'tcpSocket': {'port': 80, 'host': '::1'}}}}",
            "{'lifecycle': {'postStart': {'exec': {'command': ['a']}}}}");

    private static final List<String> ANNOTATIONS = List.of(
            "{'container.apparmor.security.beta.kubernetes.io/app': 'unconfined'}",
            "{'container.apparmor.security.beta.kubernetes.io/app': 'runtime/default'}",
            "{'container.apparmor.security.beta.kubernetes.io/first': 'localhost/a'}",
            "{'seccomp.security.alpha.kubernetes.io/pod': 'unconfined'}");

    private final Random random;

    RandomPods(long seed) {
        this.random = new Random(seed);
    }

    /** One that meets the standards of every version. */
    static ObjectNode sound(String name) {
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", name);
        pod.set("spec", parsed(SOUND));
        pod.withArray("/spec/containers").add(parsed(SOUND_CONTAINER.formatted("app")));
        return pod;
    }

    ObjectNode pod() {
        ObjectNode pod = sound("asked");
        ObjectNode spec = (ObjectNode) pod.path("spec");
        for (int left = random.nextInt(3); left > 0; left--) {
            merge(spec, any(OF_POD));
        }
        ((ObjectNode) spec.path("containers").get(0)).setAll(container("app"));
        if (!spec.path("hostUsers").asBoolean(true) && random.nextBoolean()) {
            // Else no API server takes it.
            merge((ObjectNode) spec.path("containers").get(0).path("securityContext"), "{'procMount': 'Unmasked'}");
        }
        if (random.nextInt(3) == 0) {
            spec.withArray("/initContainers").add(container("first"));
        }
        if (random.nextInt(4) == 0) {
            spec.withArray("/containers").add(container("second"));
        }
        if (random.nextInt(8) == 0) {
            ((ObjectNode) pod.path("metadata")).set("annotations", parsed(any(ANNOTATIONS)));
        }
        return pod;
    }

    /** Ephemeral ones, which have no ports and are not asked whether they live. */
    List<ObjectNode> containers(int count) {
        List<ObjectNode> containers = new ArrayList<>();
        while (containers.size() < count) {
            ObjectNode container = security("debug");
            // Only with a user namespace of the pod.
            if (!container.path("securityContext").path("procMount").asText().equals("Unmasked")) {
                containers.add(container);
            }
        }
        return containers;
    }

    private ObjectNode container(String name) {
        ObjectNode container = security(name);
        if (random.nextInt(4) == 0 && !name.equals("first")) {
            merge(container, any(BESIDE_IT));
        }
        return container;
    }

    private ObjectNode security(String name) {
        ObjectNode container = parsed(SOUND_CONTAINER.formatted(name));
        for (int left = random.nextInt(3); left > 0; left--) {
            merge((ObjectNode) container.path("securityContext"), any(OF_CONTAINER));
        }
        return container;
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Objects are merged, all else replaces, null takes away. */
    private static void merge(ObjectNode into, String text) {
        merge(into, parsed(text));
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode object
                    && into.path(field.getKey()) instanceof ObjectNode known) {
                merge(known, object);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static ObjectNode parsed(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
