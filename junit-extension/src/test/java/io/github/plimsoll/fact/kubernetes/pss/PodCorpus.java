package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pods that meet the restricted standard but for one change, and for several that were picked by a seeded draw. */
final class PodCorpus {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final int COMBINATIONS = 120;

    private static final String RESTRICTED = """
            {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {
              securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}},
              containers: [{name: app, image: 'example.com/app:1', securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}}
            """;

    /** A place and what to put there; nothing takes away what is there. */
    private static final List<String> CHANGES = List.of(
            "/spec hostPID true",
            "/spec hostIPC true",
            "/spec hostNetwork true",
            "/spec hostUsers false",
            "/spec os {name: windows}",
            "/spec os {name: linux}",
            "/spec volumes [{name: v, hostPath: {path: /etc}}]",
            "/spec volumes [{name: v, emptyDir: {}}]",
            "/spec volumes [{name: v, nfs: {server: s, path: /}}]",
            "/spec volumes [{name: v, configMap: {name: c}}, {name: s, secret: {secretName: s}}]",
            "/spec volumes [{name: v, image: {reference: 'example.com/i:1'}}]",
            "/spec volumes [{name: v, csi: {driver: d}}]",
            "/spec volumes [{name: v, persistentVolumeClaim: {claimName: c}}]",
            "/spec securityContext {}",
            "/spec/securityContext runAsNonRoot",
            "/spec/securityContext runAsNonRoot false",
            "/spec/securityContext runAsUser 0",
            "/spec/securityContext runAsUser 1000",
            "/spec/securityContext seccompProfile",
            "/spec/securityContext seccompProfile {type: Unconfined}",
            "/spec/securityContext seccompProfile {type: Localhost, localhostProfile: a.json}",
            "/spec/securityContext appArmorProfile {type: Unconfined}",
            "/spec/securityContext appArmorProfile {type: RuntimeDefault}",
            "/spec/securityContext seLinuxOptions {type: container_t}",
            "/spec/securityContext seLinuxOptions {type: container_engine_t}",
            "/spec/securityContext seLinuxOptions {type: spc_t}",
            "/spec/securityContext seLinuxOptions {user: system_u}",
            "/spec/securityContext seLinuxOptions {level: 's0:c1'}",
            "/spec/securityContext sysctls [{name: net.ipv4.tcp_syncookies, value: '1'}]",
            "/spec/securityContext sysctls [{name: net.ipv4.tcp_rmem, value: '1'}]",
            "/spec/securityContext sysctls [{name: net.ipv4.tcp_notsent_lowat, value: '1'}]",
            "/spec/securityContext sysctls [{name: kernel.msgmax, value: '1'}]",
            "/spec/securityContext supplementalGroups [0]",
            "/spec/containers/0 securityContext",
            "/spec/containers/0 securityContext {}",
            "/spec/containers/0/securityContext privileged false",
            "/spec/containers/0 securityContext {privileged: true}",
            "/spec/containers/0/securityContext allowPrivilegeEscalation",
            "/spec/containers/0/securityContext allowPrivilegeEscalation true",
            "/spec/containers/0/securityContext runAsNonRoot false",
            "/spec/containers/0/securityContext runAsNonRoot true",
            "/spec/containers/0/securityContext runAsUser 0",
            "/spec/containers/0/securityContext runAsUser 7",
            "/spec/containers/0/securityContext capabilities",
            "/spec/containers/0/securityContext capabilities {drop: [NET_RAW]}",
            "/spec/containers/0/securityContext capabilities {drop: [all]}",
            "/spec/containers/0/securityContext capabilities {drop: [ALL], add: [NET_BIND_SERVICE]}",
            "/spec/containers/0/securityContext capabilities {drop: [ALL], add: [CHOWN]}",
            "/spec/containers/0/securityContext capabilities {drop: [ALL], add: [NET_RAW]}",
            "/spec/containers/0/securityContext capabilities {add: [SYS_ADMIN]}",
            "/spec/containers/0/securityContext seccompProfile {type: Unconfined}",
            "/spec/containers/0/securityContext seccompProfile {type: RuntimeDefault}",
            "/spec/containers/0/securityContext appArmorProfile {type: Unconfined}",
            "/spec/containers/0/securityContext procMount Unmasked",
            "/spec/containers/0/securityContext procMount Default",
            "/spec/containers/0/securityContext readOnlyRootFilesystem true",
            "/spec/containers/0/securityContext seLinuxOptions {role: r}",
            "/spec/containers/0 ports [{containerPort: 80, hostPort: 80}]",
            "/spec/containers/0 ports [{containerPort: 80}]",
            "/spec/containers/0 livenessProbe {httpGet: {path: /, port: 80}}",
            "/spec/containers/0 livenessProbe {httpGet: {path: /, port: 80, host: 169.254.169.254}}",
            "/spec/containers/0 readinessProbe {tcpSocket: {port: 80, host: 127.0.0.1}}",
            "/spec/containers/0 lifecycle {preStop: {httpGet: {path: /, port: 80, host: example.com}}}",
            "/spec/containers/0 lifecycle {postStart: {exec: {command: [echo]}}}",
            "/spec initContainers [{name: first, image: i}]",
            "/spec initContainers [{name: first, image: i, securityContext: {privileged: true}}]",
            "/spec initContainers [{name: first, image: i, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]",
            "/metadata annotations {container.apparmor.security.beta.kubernetes.io/app: unconfined}",
            "/metadata annotations {container.apparmor.security.beta.kubernetes.io/app: runtime/default}",
            "/metadata labels {a: b}");

    /** @param name what was changed */
    record Case(String name, JsonNode json) {}

    private PodCorpus() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("restricted", changed(List.of())));
        CHANGES.forEach(change -> cases.add(new Case(change, changed(List.of(change)))));
        Random random = new Random(34);
        for (int i = 0; i < COMBINATIONS; i++) {
            List<String> changes = new ArrayList<>();
            for (int j = 0; j < 2 + i % 3; j++) {
                changes.add(CHANGES.get(random.nextInt(CHANGES.size())));
            }
            cases.add(new Case(String.join("; ", changes), changed(changes)));
        }
        return cases;
    }

    private static JsonNode changed(List<String> changes) {
        try {
            JsonNode pod = YAML.readTree(RESTRICTED);
            for (String change : changes) {
                String[] parts = change.split(" ", 3);
                JsonNode parent = pod.at(parts[0]);
                if (parent instanceof ObjectNode object) {
                    if (parts.length == 3) {
                        object.set(parts[1], YAML.readTree(parts[2]));
                    } else {
                        object.remove(parts[1]);
                    }
                }
            }
            return pod;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
