package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Faults in the files, flags and settings of the nodes of a cluster as kubeadm makes it, and the same nodes hardened.
 *
 * <p>Whatever is changed was put away before on the node itself, so that even a later run can give it back.
 */
final class PlantedNodes {

    enum State {
        STOCK,
        PLANTED,
        SOUND
    }

    /** A control and the subject on which it tells the planted state from the sound one. */
    record Told(String control, String subject) {}

    private static final String KEPT = "/var/lib/plimsoll-stock.tar";
    private static final List<String> PROGRAMS =
            List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd");

    private static final String KEEP = """
            umask 077
            if ! [ -e %1$s ]; then
              cd /
              tar -cpf %1$s.new $(ls -d etc/kubernetes etc/cni/net.d var/lib/kubelet/config.yaml \\
                var/lib/kubelet/kubeadm-flags.env var/lib/kube-proxy etc/systemd/system/kubelet.service* \\
                usr/lib/systemd/system/kubelet.service* 2>/dev/null)
              stat -c '%%a %%u:%%g' /var/lib/etcd >%1$s.etcd 2>/dev/null || true
              mv %1$s.new %1$s
            fi
            """.formatted(KEPT);

    private static final String UNIT = "/etc/systemd/system/kubelet.service.d/90-plimsoll.conf";

    private static final String GIVE_BACK = PlantedPlane.REMOVE + """
            rm -f %2$s
            rmdir /etc/systemd/system/kubelet.service.d 2>/dev/null || true
            if [ -e %1$s ]; then
              cd /
              rm -rf etc/kubernetes/kubelet.conf.d
              tar -xpf %1$s
              rm -f %1$s %1$s.etcd
            fi
            """.formatted(KEPT, UNIT);

    /** In a moment, for the connection over which this runs ends with the kubelet. */
    static final String RESTART_KUBELET = """
            cat >/var/lib/plimsoll-restart <<'END'
            sleep 1
            for process in /proc/[0-9]*; do
              read -r name <"$process/comm" 2>/dev/null || continue
              [ "$name" != kubelet ] || kill "${process#/proc/}"
            done
            rm -f /var/lib/plimsoll-restart
            END
            setsid sh /var/lib/plimsoll-restart >/dev/null 2>&1 </dev/null &
            """;

    private final KubernetesClient client;
    private final NodeHand hand;
    private final String controlPlane;
    private final String worker;
    private final PlantedPlane plane;

    PlantedNodes(KubernetesClient client, NodeHand hand) {
        this.client = client;
        this.hand = hand;
        this.plane = new PlantedPlane(client, hand);
        this.controlPlane = hand.controlPlane();
        this.worker = hand.worker();
    }

    /** Brings the nodes into a state, and waits until all that runs on them has it. */
    void bring(State state) throws InterruptedException {
        hand.run(worker, GIVE_BACK + onWorker(state) + RESTART_KUBELET);
        awaitPrograms(hand.run(controlPlane, onControlPlane(state)));
        awaitKubelet(state);
        plane.await(state);
    }

    /** Takes from the planted kubelet the authority by which it knows clients; anonymous ones may do all that these could. */
    void forgetClients() throws InterruptedException {
        hand.run(worker, """
                cat >/etc/kubernetes/kubelet.conf.d/91-plimsoll.conf <<'END'
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                authentication: {x509: {clientCAFile: ''}}
                END
                """ + RESTART_KUBELET);
        NodeHand.await("the kubelet of " + worker, () -> !settings().contains("\"clientCAFile\""));
    }

    private String settings() {
        return Objects.requireNonNullElse(client.raw("/api/v1/nodes/" + worker + "/proxy/configz"), "\"clientCAFile\"");
    }

    private String onWorker(State state) {
        if (state == State.STOCK) {
            return "";
        }
        return KEEP
                + PlantedPlane.script(state, address())
                + """
                mkdir -p "$(dirname %1$s)"
                printf '[Service]\\n%2$s' >%1$s
                """.formatted(
                        UNIT,
                        state == State.PLANTED ? "" : "IPAddressDeny=any\\nIPAddressAllow=10.0.0.0/8 localhost\\n")
                + files(NodeFile.ON_WORKER, state)
                + """
                if [ -e /var/lib/kube-proxy/config.conf ]; then
                  sed -i 's/^metricsBindAddress:.*/metricsBindAddress: "%s:10249"/' /var/lib/kube-proxy/config.conf
                fi
                mkdir -p /etc/kubernetes/kubelet.conf.d
                cat >/etc/kubernetes/kubelet.conf.d/90-plimsoll.conf <<'END'
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                %sEND
                chmod %s /etc/kubernetes/kubelet.conf.d/90-plimsoll.conf
                sed -i 's#="#="--config-dir=/etc/kubernetes/kubelet.conf.d %s#' /var/lib/kubelet/kubeadm-flags.env
                """.formatted(
                                state == State.PLANTED ? "0.0.0.0" : "127.0.0.1",
                                state == State.PLANTED ? NodeSettings.PLANTED_KUBELET : NodeSettings.SOUND_KUBELET,
                                state == State.PLANTED ? "644" : "600",
                                state == State.PLANTED
                                        ? "--hostname-override=" + worker + " --streaming-connection-idle-timeout=0 "
                                        : "");
    }

    private String address() {
        return client.nodes().withName(worker).get().getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .map(NodeAddress::getAddress)
                .findFirst()
                .orElseThrow();
    }

    private void awaitKubelet(State state) throws InterruptedException {
        String limit = state == State.SOUND ? "\"podPidsLimit\":4096" : "\"podPidsLimit\":-1";
        String events = state == State.PLANTED ? "\"eventRecordQPS\":1," : "\"eventRecordQPS\":50,";
        NodeHand.await(
                "the kubelet of " + worker,
                () -> settings().contains(limit)
                        && settings().contains(events)
                        && isShort() == (state == State.PLANTED));
    }

    private boolean isShort() {
        return client.nodes().withName(worker).get().getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("MemoryPressure")
                        && condition.getStatus().equals("True"));
    }

    /**
     * Prints the manifests as they will be in a moment; each is put into its place once, so that its pod starts anew once. Those that
     * the API server is asked about afterwards go before the server itself, else the kubelet tells it of them a minute late.
     */
    private String onControlPlane(State state) {
        StringBuilder script = new StringBuilder(KEEP).append("""
                cd /
                rm -rf etc/kubernetes/pki/plimsoll etc/kubernetes/plimsoll-new
                tar -xpf %1$s --exclude=etc/kubernetes/manifests
                mkdir -p etc/kubernetes/plimsoll-new
                tar -xpf %1$s -C etc/kubernetes/plimsoll-new --strip-components=3 etc/kubernetes/manifests
                if read -r mode owner <%1$s.etcd; then chmod "$mode" /var/lib/etcd; chown "$owner" /var/lib/etcd; fi
                flag() {
                  file=/etc/kubernetes/plimsoll-new/$1.yaml
                  sed -i "/^    - --$2=/d" "$file"
                  [ -z "$3" ] || sed -i "s#^    - $1\\$#&\\n    - --$2=$3#" "$file"
                }
                """.formatted(KEPT));
        if (state != State.STOCK) {
            script.append("mkdir -p etc/kubernetes/pki/plimsoll\n");
            NodeSettings.FILES.forEach((name, content) ->
                    script.append("cat >etc/kubernetes/pki/plimsoll/%s <<'END'\n%sEND\n".formatted(name, content)));
            (state == State.PLANTED ? NodeSettings.PLANTED_FLAGS : NodeSettings.SOUND_FLAGS)
                    .forEach((flag, value) -> script.append("flag %s '%s'\n".formatted(flag, value)));
        }
        return script.append("""
                        for file in etc/kubernetes/plimsoll-new/*.yaml; do echo ---; cat "$file"; done
                        cat >/var/lib/plimsoll-later <<'END'
                        sleep 1
                        mv /etc/kubernetes/plimsoll-new/kube-[cs]* /etc/kubernetes/manifests/
                        sleep 8
                        mv /etc/kubernetes/plimsoll-new/* /etc/kubernetes/manifests/
                        rmdir /etc/kubernetes/plimsoll-new
                        """)
                .append(state == State.STOCK ? "rm -f " + KEPT + " " + KEPT + ".etcd\n" : "")
                .append(state == State.STOCK ? "" : files(NodeFile.ON_CONTROL_PLANE, state))
                .append("""
                        rm -f /var/lib/plimsoll-later
                        END
                        setsid sh /var/lib/plimsoll-later >/dev/null 2>&1 </dev/null &
                        """)
                .toString();
    }

    private void awaitPrograms(String manifests) throws InterruptedException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (String manifest : manifests.split("(?m)^---$")) {
            if (!manifest.isBlank()) {
                Pod pod = Serialization.unmarshal(manifest, Pod.class);
                commands.put(
                        pod.getMetadata().getName(),
                        pod.getSpec().getContainers().get(0).getCommand());
            }
        }
        if (!commands.keySet().containsAll(PROGRAMS)) {
            throw new IllegalStateException("the manifests of " + controlPlane + " are those of " + commands.keySet());
        }
        NodeHand.await(
                "the new control plane",
                () -> PROGRAMS.stream()
                                .filter(program -> isReady(program, Objects.requireNonNull(commands.get(program))))
                                .count()
                        == PROGRAMS.size());
    }

    /**
     * A pod that the kubelet could not tell the API server of, since that was away, it tells of a minute or more later; of one that
     * it is told is gone, at once.
     */
    private boolean isReady(String program, List<String> command) {
        PodResource resource = client.pods().inNamespace("kube-system").withName(program + "-" + controlPlane);
        Pod pod = resource.get();
        if (pod == null) {
            return false;
        }
        if (!pod.getSpec().getContainers().get(0).getCommand().equals(command)) {
            resource.withGracePeriod(0).delete();
            return false;
        }
        return PlantedPlane.isReady(pod);
    }

    private static String files(List<NodeFile> files, State state) {
        StringBuilder script = new StringBuilder();
        for (NodeFile file : files) {
            script.append("for file in %s; do if [ -e \"$file\" ]; then %s \"$file\"; fi; done\n"
                    .formatted(file.pattern(), state == State.PLANTED ? file.planted() : file.sound()));
        }
        return script.toString();
    }

    /** What is told of the nodes in a state: the faults when planted, what is compliant when sound. */
    List<Told> told(State state) {
        List<Told> told = new ArrayList<>(NodeSettings.told(state, controlPlane, worker));
        NodeFile.ON_WORKER.forEach(file -> add(told, file, worker));
        NodeFile.ON_CONTROL_PLANE.forEach(file -> add(told, file, controlPlane));
        add(
                told,
                new NodeFile("kubelet_config_is_private", "/etc/kubernetes/kubelet.conf.d/90-plimsoll.conf", "", ""),
                worker);
        if (exists("/var/lib/kube-proxy/config.conf")) {
            told.add(new Told("proxy_shows_metrics_locally", "node/" + worker + " › kube-proxy"));
        }
        return told;
    }

    private void add(List<Told> told, NodeFile file, String node) {
        String kind = "stat -c '%F %n' " + file.pattern() + " 2>/dev/null | head -n 1 || true";
        String found = hand.run(node, kind).strip().replaceFirst("^regular ", "");
        if (!found.isEmpty()) {
            told.add(new Told(file.control(), "node/" + node + " › " + found));
        }
    }

    private boolean exists(String path) {
        return !hand.run(worker, "ls " + path + " 2>/dev/null || true").isBlank();
    }
}
