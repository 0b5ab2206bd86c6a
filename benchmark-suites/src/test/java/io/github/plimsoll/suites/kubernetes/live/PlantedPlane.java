package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.State;
import java.util.List;
import java.util.Locale;

/**
 * A control plane beside that of the cluster, on the worker, with a store of its own. It really runs, and whatever is wrong with it
 * takes nothing apart: nobody comes to it. Where the cluster's own control plane is sound by itself, this one has the fault, and
 * where that cannot be made sound without others noticing, this one is.
 */
final class PlantedPlane {

    /** Certificates and settings of it, and of the kubelet. */
    static final String PLACE = "/etc/kubernetes/pki/plimsoll";

    private static final String STORE = "/var/lib/plimsoll-etcd";
    private static final String LOGS = "/var/log/plimsoll";

    static final String REMOVE = "rm -rf %s /etc/kubernetes/manifests/plimsoll-*\n".formatted(PLACE);

    /** Of which one is made by nobody, too short, and ends too soon; another never ends; the sound ones are issued for the node. */
    private static final String PLANTED_CERTIFICATES = """
            certificate kubelet 1024 5 -subj /CN=kubelet
            certificate etcd 1024 3650 -subj /CN=etcd
            certificate plane 2048 90 -subj /CN=plane
            """;

    private static final String SOUND_CERTIFICATES = """
            names="subjectAltName=DNS:$(hostname),IP:127.0.0.1,IP:$address"
            certificate plane 2048 90 -subj /CN=plane -addext "$names"
            certificate store 2048 90 -subj /CN=store
            certificate etcd 2048 90 -subj /CN=etcd -addext "$names" -CA store.crt -CAkey store.key
            certificate kubelet 2048 90 -subj /CN=kubelet -addext "$names" -CA plane.crt -CAkey plane.key
            """;

    private static final String CERTIFICATES = """
            mkdir -p %1$s
            cd %1$s
            certificate() {
              name=$1 bits=$2 days=$3; shift 3
              openssl req -x509 -newkey "rsa:$bits" -nodes -sha256 -days "$days" -keyout "$name.key" -out "$name.crt" "$@" 2>&1
              chmod 600 "$name.key"
            }
            """.formatted(PLACE);

    /** Two members, else there is nothing said between members that could be wrong. */
    private static final String PLANTED_ETCD = """
              - name: etcd
                ports: [{containerPort: 2379}]
                command: [etcd, --name=a, --data-dir=%1$s/a, '--listen-client-urls=http://127.0.0.1:2379,https://$address:2379',
                  --advertise-client-urls=http://127.0.0.1:2379, --cert-file=%2$s/etcd.crt, --key-file=%2$s/etcd.key,
                  --listen-peer-urls=http://127.0.0.1:2380,
                  --initial-advertise-peer-urls=http://127.0.0.1:2380, --peer-auto-tls=true,
                  '--initial-cluster=a=http://127.0.0.1:2380,b=http://127.0.0.1:2390', --listen-metrics-urls=http://0.0.0.0:2381]
              - name: other
                command: [etcd, --name=b, --data-dir=%1$s/b, --listen-client-urls=http://127.0.0.1:2389,
                  --advertise-client-urls=http://127.0.0.1:2389, --listen-peer-urls=http://127.0.0.1:2390,
                  --initial-advertise-peer-urls=http://127.0.0.1:2390,
                  '--initial-cluster=a=http://127.0.0.1:2380,b=http://127.0.0.1:2390']
            """.formatted(STORE + "/planted", PLACE);

    private static final String SOUND_ETCD = """
              - name: etcd
                ports: [{containerPort: 2379}]
                command: [etcd, --name=a, --data-dir=%1$s, '--listen-client-urls=https://127.0.0.1:2379,https://$address:2379',
                  --advertise-client-urls=https://127.0.0.1:2379, --cert-file=%2$s/etcd.crt, --key-file=%2$s/etcd.key,
                  --trusted-ca-file=%2$s/store.crt, --client-cert-auth=true, --listen-peer-urls=https://127.0.0.1:2380,
                  --initial-advertise-peer-urls=https://127.0.0.1:2380, --initial-cluster=a=https://127.0.0.1:2380,
                  --peer-cert-file=%2$s/etcd.crt, --peer-key-file=%2$s/etcd.key, --peer-trusted-ca-file=%2$s/store.crt,
                  --peer-client-cert-auth=true, --listen-metrics-urls=http://127.0.0.1:2381]
            """.formatted(STORE + "/sound", PLACE);

    private static final String PLANTED_SERVER = """
              - name: kube-apiserver
                command: [kube-apiserver, --etcd-servers=http://127.0.0.1:2379, --secure-port=6443, --cert-dir=/tmp/plimsoll,
                  --authorization-mode=AlwaysAllow, --disable-admission-plugins=ServiceAccount,
                  --enable-priority-and-fairness=false, --service-cluster-ip-range=10.97.0.0/16,
                  --service-account-issuer=https://plimsoll.invalid, --service-account-signing-key-file=%1$s/plane.key,
                  --service-account-key-file=%1$s/plane.crt, --audit-policy-file=%1$s/audit.yaml, --audit-log-path=%2$s/audit.log]
                readinessProbe: {tcpSocket: {host: 127.0.0.1, port: 6443}, periodSeconds: 1}
            """.formatted(PLACE, LOGS);

    private static final String SOUND_SERVER = """
              - name: kube-apiserver
                command: [kube-apiserver, --etcd-servers=https://127.0.0.1:2379, --etcd-cafile=%1$s/store.crt,
                  --etcd-certfile=%1$s/etcd.crt, --etcd-keyfile=%1$s/etcd.key, --secure-port=6443,
                  --tls-cert-file=%1$s/plane.crt, --tls-private-key-file=%1$s/plane.key, --client-ca-file=%1$s/plane.crt,
                  --kubelet-certificate-authority=%1$s/plane.crt, --kubelet-client-certificate=%1$s/plane.crt,
                  --kubelet-client-key=%1$s/plane.key, '--authorization-mode=Node,RBAC',
                  '--enable-admission-plugins=NodeRestriction,AlwaysPullImages', --service-cluster-ip-range=10.97.0.0/16,
                  --service-account-issuer=https://plimsoll.invalid, --service-account-signing-key-file=%1$s/plane.key,
                  --service-account-key-file=%1$s/plane.crt, --encryption-provider-config=%1$s/encryption.yaml,
                  --audit-policy-file=%1$s/audit.yaml, --audit-log-path=%2$s/audit.log,
                  --audit-webhook-config-file=%1$s/plane.conf]
                readinessProbe: {tcpSocket: {host: 127.0.0.1, port: 6443}, periodSeconds: 1}
            """.formatted(PLACE, LOGS);

    /** With hardly a controller, for there is nothing to control. */
    private static final String PLANTED_MANAGER = """
              - name: kube-controller-manager
                command: [kube-controller-manager, --kubeconfig=%s/plane.conf, --use-service-account-credentials=false,
                  --leader-elect=false, --controllers=ttl-controller]
            """.formatted(PLACE);

    private static final String PLANTED_FILES = """
            file audit.yaml <<'END'
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules: [{level: RequestResponse, resources: [{group: '', resources: [secrets]}]}]
            END
            """;

    private static final String SOUND_FILES = """
            file audit.yaml <<'END'
            %sEND
            file encryption.yaml <<END
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
            - resources: [secrets]
              providers:
              - secretbox: {keys: [{name: plimsoll, secret: "$(openssl rand -base64 32)"}]}
              - identity: {}
            END
            """.formatted(NodeSettings.FILES.get("audit.yaml"));

    private static final String SCRIPT = """
            address=%1$s
            %2$s%3$sfile() { (umask 077; cat >"$1"); }
            file plane.conf <<'END'
            {apiVersion: v1, kind: Config, current-context: plane, contexts: [{name: plane, context: {cluster: plane}}],
             clusters: [{name: plane, cluster: {server: 'https://127.0.0.1:6443', insecure-skip-tls-verify: true}}]}
            END
            %4$spod() {
              (umask 077; cat >"/etc/kubernetes/manifests/plimsoll-%5$s-$1.yaml") <<END
            apiVersion: v1
            kind: Pod
            metadata: {name: plimsoll-%5$s-$1, namespace: kube-system, labels: {component: $1}}
            spec:
              hostNetwork: true
              priorityClassName: system-node-critical
              terminationGracePeriodSeconds: 0
              volumes:
              - {name: pki, hostPath: {path: /etc/kubernetes/pki}}
              - {name: store, hostPath: {path: %6$s, type: DirectoryOrCreate}}
              - {name: logs, hostPath: {path: %7$s, type: DirectoryOrCreate}}
              containers:
            $(sed "s#^    command:#    image: $2\\n    imagePullPolicy: Never\\n    volumeMounts: [{name: pki, mountPath: /etc/kubernetes/pki}, {name: store, mountPath: %6$s}, {name: logs, mountPath: %7$s}]\\n&#; s#\\$address#$address#g")
            END
            }
            image() { ctr -n k8s.io images ls -q | grep "/$1:" | head -n 1; }
            """;

    private final KubernetesClient client;
    private final NodeHand hand;

    PlantedPlane(KubernetesClient client, NodeHand hand) {
        this.client = client;
        this.hand = hand;
    }

    /** What a node has to do for it to run there. */
    static String script(State state, String address) {
        boolean planted = state == State.PLANTED;
        String name = state.name().toLowerCase(Locale.ROOT);
        return SCRIPT.formatted(
                        address,
                        CERTIFICATES,
                        planted ? PLANTED_CERTIFICATES : SOUND_CERTIFICATES,
                        planted ? PLANTED_FILES : SOUND_FILES,
                        name,
                        STORE,
                        LOGS)
                + pod("etcd", planted ? PLANTED_ETCD : SOUND_ETCD)
                + pod("kube-apiserver", planted ? PLANTED_SERVER : SOUND_SERVER)
                + (planted ? pod("kube-controller-manager", PLANTED_MANAGER) : "");
    }

    private static String pod(String program, String containers) {
        return "pod %1$s \"$(image %1$s)\" <<'END'\n%2$sEND\n".formatted(program, containers);
    }

    /** Waits until it serves, or is gone, and the one of another state is. */
    void await(State state) throws InterruptedException {
        NodeHand.await("the planted control plane", () -> {
            List<Pod> pods = client.pods().inNamespace("kube-system").list().getItems().stream()
                    .filter(pod -> pod.getMetadata().getName().startsWith("plimsoll-"))
                    .toList();
            return pods.size() == size(state)
                    && pods.stream()
                            .allMatch(pod -> pod.getMetadata()
                                            .getName()
                                            .startsWith(
                                                    "plimsoll-" + state.name().toLowerCase(Locale.ROOT))
                                    && isReady(pod));
        });
        hand.run(
                hand.worker(),
                state == State.STOCK
                        ? "rm -rf " + STORE + " " + LOGS
                        : "chmod %s %s/audit.log".formatted(state == State.PLANTED ? "644" : "600", LOGS));
    }

    private static int size(State state) {
        return switch (state) {
            case STOCK -> 0;
            case PLANTED -> 3;
            case SOUND -> 2;
        };
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }
}
