package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Root's hand on the nodes of a test cluster: a pod on each, through which commands run on the node itself. */
final class NodeHand implements AutoCloseable {

    private static final String NAMESPACE = "plimsoll-hand";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final List<Node> nodes;

    /** @param image any busybox that the nodes have */
    NodeHand(KubernetesClient client, String image) throws InterruptedException {
        this.client = client;
        this.nodes = client.nodes().list().getItems();
        close();
        client.load(stream("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: privileged}}
                """.formatted(NAMESPACE))).create();
        // Without it no pod is taken, and who makes it may just be starting anew.
        await(
                "the account of pods in " + NAMESPACE,
                () -> client.serviceAccounts()
                                .inNamespace(NAMESPACE)
                                .withName("default")
                                .get()
                        != null);
        for (Node node : nodes) {
            String name = node.getMetadata().getName();
            client.load(stream("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %1$s, namespace: %2$s}
                    spec:
                      nodeName: %1$s
                      hostPID: true
                      automountServiceAccountToken: false
                      terminationGracePeriodSeconds: 0
                      tolerations: [{operator: Exists}]
                      volumes: [{name: node, hostPath: {path: /}}]
                      containers:
                      - name: hand
                        image: %3$s
                        imagePullPolicy: IfNotPresent
                        command: [busybox, sleep, '3600']
                        securityContext: {runAsUser: 0}
                        volumeMounts: [{name: node, mountPath: /host}]
                    """.formatted(name, NAMESPACE, image))).create();
        }
        for (Node node : nodes) {
            await("the pod on " + node.getMetadata().getName(), () -> {
                Pod pod = client.pods()
                        .inNamespace(NAMESPACE)
                        .withName(node.getMetadata().getName())
                        .get();
                return pod != null && Objects.equals(pod.getStatus().getPhase(), "Running");
            });
        }
    }

    String controlPlane() {
        return named(true);
    }

    String worker() {
        return named(false);
    }

    private String named(boolean controlPlane) {
        return nodes.stream()
                .map(Node::getMetadata)
                .filter(node -> node.getLabels().containsKey("node-role.kubernetes.io/control-plane") == controlPlane)
                .map(node -> node.getName())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a cluster of two nodes is needed"));
    }

    /** What a script says that runs as root in the node's own file system. */
    String run(String node, String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch exec = client.pods()
                .inNamespace(NAMESPACE)
                .withName(node)
                .writingOutput(out)
                .writingError(err)
                .exec("busybox", "chroot", "/host", "/bin/sh", "-euc", script)) {
            int status = exec.exitCode().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (status != 0) {
                throw new IllegalStateException("on " + node + ": " + err.toString(StandardCharsets.UTF_8));
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("on " + node + ": " + e + err.toString(StandardCharsets.UTF_8), e);
        }
    }

    /** Waits until something holds; while the API server is away, it does not. */
    static void await(String what, Callable<Boolean> condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "";
        while (Instant.now().isBefore(end)) {
            try {
                if (condition.call()) {
                    return;
                }
                last = "";
            } catch (KubernetesClientException e) {
                last = ": " + e.getMessage();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException("waited in vain for " + what + last);
    }

    static ByteArrayInputStream stream(String manifests) {
        return new ByteArrayInputStream(("---\n" + manifests).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        PlantedNamespaces.remove(client, List.of(NAMESPACE));
    }
}
