package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.component.ControllerManager;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.fact.kubernetes.component.KubeProxy;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.fact.kubernetes.component.Nodes;
import io.github.plimsoll.fact.kubernetes.component.Scheduler;
import io.github.plimsoll.fact.kubernetes.files.NodeFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The subjects of a Kubernetes cluster. */
public final class KubernetesPlatform implements Platform {

    @Override
    public String id() {
        return "kubernetes";
    }

    @Override
    public Map<Class<? extends Subject>, Locator> subjects() {
        Map<Class<? extends Subject>, Locator> subjects = new LinkedHashMap<>();
        ofTheCluster()
                .forEach((type, locator) -> subjects.put(type, snapshot -> {
                    if (Nodes.isOneAlone(snapshot)) {
                        throw new Absent(
                                "one node is looked at from within; -Dtarget=cluster asks the API server of its cluster");
                    }
                    return locator.locate(snapshot);
                }));
        subjects.put(ApiServer.class, ApiServer::locate);
        subjects.put(ControllerManager.class, ControllerManager::locate);
        subjects.put(Scheduler.class, Scheduler::locate);
        subjects.put(Etcd.class, Etcd::locate);
        subjects.put(Kubelet.class, Kubelet::locate);
        subjects.put(KubeProxy.class, KubeProxy::locate);
        NodeFiles.addTo(subjects);
        subjects.replaceAll(Manifests::heldBy);
        return subjects;
    }

    /** What only the API server tells. */
    private static Map<Class<? extends Subject>, Locator> ofTheCluster() {
        Map<Class<? extends Subject>, Locator> subjects = new LinkedHashMap<>();
        subjects.put(Cluster.class, snapshot -> List.of(new Found<>("cluster", KubernetesPlatform::cluster)));
        subjects.put(Node.class, snapshot -> objects(snapshot, KubernetesDocuments.NODES, "node", Node::new));
        subjects.put(
                Namespace.class,
                snapshot -> objects(snapshot, KubernetesDocuments.NAMESPACES, "namespace", Namespace::new));
        subjects.put(
                ServiceAccount.class,
                snapshot ->
                        objects(snapshot, KubernetesDocuments.SERVICE_ACCOUNTS, "serviceaccount", ServiceAccount::new));
        subjects.put(Workload.class, snapshot -> Workloads.of(snapshot).found(KubernetesPlatform::workload));
        subjects.put(PodContainer.class, snapshot -> Workloads.of(snapshot).found(KubernetesPlatform::containers));
        subjects.put(PodImage.class, PodImages::locate);
        subjects.put(Grant.class, snapshot -> AccessRights.of(snapshot).grants());
        subjects.put(Role.class, snapshot -> AccessRights.of(snapshot).roles());
        subjects.put(Holder.class, snapshot -> Climbs.of(snapshot).holders());
        subjects.put(RoleBinding.class, snapshot -> AccessRights.of(snapshot).bindings());
        subjects.put(
                DisruptionBudget.class,
                snapshot -> objects(
                        snapshot,
                        KubernetesDocuments.POD_DISRUPTION_BUDGETS,
                        "poddisruptionbudget",
                        DisruptionBudget::new));
        subjects.put(
                Autoscaler.class,
                snapshot -> objects(
                        snapshot,
                        KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS,
                        "horizontalpodautoscaler",
                        Autoscaler::new));
        subjects.put(
                FlowSchema.class,
                snapshot -> objects(snapshot, KubernetesDocuments.FLOW_SCHEMAS, "flowschema", FlowSchema::new));
        subjects.put(Task.class, Task::locate);
        subjects.put(
                ConfigMap.class,
                snapshot -> objects(snapshot, KubernetesDocuments.CONFIG_MAPS, "configmap", ConfigMap::new));
        subjects.put(Secret.class, snapshot -> objects(snapshot, KubernetesDocuments.SECRETS, "secret", Secret::new));
        subjects.put(
                Service.class, snapshot -> objects(snapshot, KubernetesDocuments.SERVICES, "service", Service::new));
        subjects.put(Entrance.class, Entrance::locate);
        subjects.put(Gateway.class, Gateway::locate);
        subjects.put(AdmissionWebhook.class, AdmissionWebhook::locate);
        subjects.put(ServedPort.class, ServedPort::locate);
        subjects.put(ClusterProgram.class, ClusterProgram::locate);
        subjects.put(ManagedObject.class, ManagedObject::locate);
        subjects.put(AnnotatedObject.class, AnnotatedObject::locate);
        return subjects;
    }

    @Override
    public boolean choosesBenchmark() {
        return true;
    }

    @Override
    public Optional<Fit> benchmark(Snapshot snapshot) {
        return BenchmarkVersions.fitting(snapshot.header().version());
    }

    @Override
    public List<Step> attackSteps(Snapshot snapshot) {
        // Where rights lead to is a matter of the cluster, of which one node alone tells nothing.
        return snapshot.has(KubernetesDocuments.SELF) ? List.of() : AttackSteps.of(snapshot);
    }

    private static Cluster cluster(Reading snapshot) {
        return new Cluster(snapshot.document(KubernetesDocuments.VERSION).named("cluster"));
    }

    private static List<Found<Workload>> workload(Workloads.Form form) {
        return List.of(new Found<>(form.name(), snapshot -> new Workload(snapshot.at(form.object()), form)));
    }

    private static List<Found<PodContainer>> containers(Workloads.Form form) {
        return form.containers().stream().map(path -> container(form, path)).toList();
    }

    private static Found<PodContainer> container(Workloads.Form form, String path) {
        Reading container = form.pod().part("spec." + path);
        String name = form.name() + " › " + container.value("name").asText("");
        String role = path.substring(0, path.indexOf('['));
        return found(container.named(name), place -> new PodContainer(place, form, role));
    }

    private static <S extends Subject> List<Found<S>> objects(
            Reading snapshot, String list, String kind, Function<Reading, S> subject) {
        return Objects.of(snapshot, list, kind).stream()
                .map(place -> found(place, subject))
                .toList();
    }

    private static <S extends Subject> Found<S> found(Reading place, Function<Reading, S> subject) {
        return new Found<>(place.subject(), snapshot -> subject.apply(snapshot.at(place)));
    }
}
