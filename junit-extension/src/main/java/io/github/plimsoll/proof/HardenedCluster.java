package io.github.plimsoll.proof;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.List;

/** The documents of a Kubernetes cluster on which every control holds. */
final class HardenedCluster {

    /** The lists that are there, and empty until something is added. */
    static final List<String> LISTS = List.of(
            KubernetesDocuments.NAMESPACES,
            KubernetesDocuments.NODES,
            KubernetesDocuments.PODS,
            KubernetesDocuments.SERVICES,
            KubernetesDocuments.SERVICE_ACCOUNTS,
            KubernetesDocuments.CONFIG_MAPS,
            KubernetesDocuments.SECRETS,
            KubernetesDocuments.LIMIT_RANGES,
            KubernetesDocuments.RESOURCE_QUOTAS,
            KubernetesDocuments.PERSISTENT_VOLUMES,
            KubernetesDocuments.REPLICATION_CONTROLLERS,
            KubernetesDocuments.DEPLOYMENTS,
            KubernetesDocuments.REPLICA_SETS,
            KubernetesDocuments.STATEFUL_SETS,
            KubernetesDocuments.DAEMON_SETS,
            KubernetesDocuments.JOBS,
            KubernetesDocuments.CRON_JOBS,
            KubernetesDocuments.ROLES,
            KubernetesDocuments.ROLE_BINDINGS,
            KubernetesDocuments.CLUSTER_ROLES,
            KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
            KubernetesDocuments.NETWORK_POLICIES,
            KubernetesDocuments.INGRESSES,
            KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS,
            KubernetesDocuments.VALIDATING_WEBHOOKS,
            KubernetesDocuments.MUTATING_WEBHOOKS,
            KubernetesDocuments.VALIDATING_ADMISSION_POLICIES,
            KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS,
            KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
            KubernetesDocuments.POD_DISRUPTION_BUDGETS,
            KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS,
            KubernetesDocuments.FLOW_SCHEMAS,
            KubernetesDocuments.PRIORITY_LEVELS,
            KubernetesDocuments.PRIORITY_CLASSES,
            KubernetesDocuments.RUNTIME_CLASSES,
            KubernetesDocuments.KUBESCAPE_SUMMARIES,
            KubernetesDocuments.OPENSHIFT_ROUTES);

    static final String VERIFIERS = "/apis/policy.sigstore.dev/v1beta1/clusterimagepolicies";

    private HardenedCluster() {}

    static Json kubelet() {
        return Json.parse("{kubeletconfig: {seccompDefault: true}}");
    }

    /** What makes it possible to say which images are admitted. */
    static Json verifierDefinition() {
        return Json.parse("""
                {
                  metadata: {name: 'clusterimagepolicies.policy.sigstore.dev'},
                  spec: {
                    group: 'policy.sigstore.dev', names: {plural: 'clusterimagepolicies'},
                    versions: [{name: 'v1beta1', served: true, storage: true}]
                  }
                }
                """);
    }

    static Json verifier() {
        return Json.parse(
                "{metadata: {name: 'signed'}, spec: {mode: 'enforce', images: [{glob: '**'}],"
                        + " authorities: [{keyless: {identities: [{issuer: 'https://login.example.com', subject: 'build'}]}}]}}");
    }

    static Json version() {
        return Json.parse("{major: '1', minor: '34', gitVersion: 'v1.34.4', platform: 'linux/amd64'}");
    }

    static Json namespace(String name) {
        return Json.parse("""
                {
                  metadata: {
                    name: '%1$s', uid: 'namespace-%1$s',
                    labels: {
                      'kubernetes.io/metadata.name': '%1$s',
                      'pod-security.kubernetes.io/enforce': 'restricted'
                    }
                  },
                  status: {phase: 'Active'}
                }
                """.formatted(name));
    }

    static Json node(String name) {
        return Json.parse("""
                {
                  metadata: {name: '%1$s', labels: {'kubernetes.io/hostname': '%1$s', 'kubernetes.io/os': 'linux'}},
                  spec: {},
                  status: {nodeInfo: {kubeletVersion: 'v1.34.4', operatingSystem: 'linux'}}
                }
                """.formatted(name));
    }

    static Json pod(String name) {
        return Json.parse("{metadata: {name: '%1$s', namespace: 'shop', labels: {app: '%1$s'}}}".formatted(name))
                .with("spec", podSpec(name).with("nodeName", "control-plane").node())
                .with("status.phase", "Running");
    }

    static Json deployment(String name) {
        return Json.parse("""
                        {
                          metadata: {name: '%1$s', namespace: 'shop', labels: {app: '%1$s'}},
                          spec: {
                            replicas: 2, selector: {matchLabels: {app: '%1$s'}},
                            template: {metadata: {labels: {app: '%1$s'}}}
                          }
                        }
                        """.formatted(name))
                .with("spec.template.spec", podSpec(name).node());
    }

    /** One container of the pod's name that meets the restricted Pod Security Standard. */
    private static Json podSpec(String name) {
        return Json.parse("""
                {
                  serviceAccountName: '%1$s', automountServiceAccountToken: false,
                  securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: 'RuntimeDefault'}},
                  containers: [{
                    name: '%1$s',
                    image: 'registry.example.com/%1$s@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
                    securityContext: {
                      allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: ['ALL']}
                    },
                    resources: {requests: {cpu: '100m', memory: '64Mi'}, limits: {cpu: '1', memory: '64Mi'}}
                  }]
                }
                """.formatted(name));
    }
}
