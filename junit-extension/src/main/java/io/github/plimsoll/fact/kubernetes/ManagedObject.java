package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An object that says by whom it is managed: by Helm, by Argo CD, by Flux or by another. Several may have a part in it. */
public final class ManagedObject extends Subject {

    private static final List<WorkloadKind> DECLARED_WORKLOADS =
            List.of(WorkloadKind.DEPLOYMENT, WorkloadKind.STATEFUL_SET, WorkloadKind.DAEMON_SET, WorkloadKind.CRON_JOB);

    private static final List<String> DECLARED_BESIDE = List.of(
            KubernetesDocuments.CONFIG_MAPS,
            KubernetesDocuments.SERVICES,
            KubernetesDocuments.SERVICE_ACCOUNTS,
            KubernetesDocuments.ROLES,
            KubernetesDocuments.ROLE_BINDINGS,
            KubernetesDocuments.CLUSTER_ROLES,
            KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
            KubernetesDocuments.NETWORK_POLICIES,
            KubernetesDocuments.INGRESSES);

    /** The lists that are looked through, with the kinds of their objects. Pods and what is made for them change by themselves. */
    public static final Map<String, String> KINDS = kinds();

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Labels and annotations that a tool puts on what it keeps, with the beginning of the names by which it writes. */
    private static final Map<String, String> SIGNS = Map.of(
            "argocd.argoproj.io/tracking-id", "argocd",
            "argocd.argoproj.io/instance", "argocd",
            "kustomize.toolkit.fluxcd.io/name", "kustomize-controller",
            "helm.toolkit.fluxcd.io/name", "helm-controller",
            "meta.helm.sh/release-name", "helm");

    private ManagedObject(Reading object) {
        super(object);
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (WorkloadKind kind : DECLARED_WORKLOADS) {
            kinds.put(kind.list(), KindNames.of(kind));
        }
        for (String list : DECLARED_BESIDE) {
            kinds.put(list, java.util.Objects.requireNonNull(KindNames.BESIDE_WORKLOADS.get(list)));
        }
        return Collections.unmodifiableMap(kinds);
    }

    static List<Found<ManagedObject>> locate(Reading snapshot) {
        List<Found<ManagedObject>> found = new ArrayList<>();
        KINDS.forEach((list, kind) -> {
            try {
                for (Reading place : Objects.of(snapshot, list, kind)) {
                    if (!declared(place.raw()).isEmpty()) {
                        found.add(new Found<>(place.subject(), reading -> new ManagedObject(reading.at(place))));
                    }
                }
            } catch (Unreadable e) {
                found.add(Found.unreadable(kind + " objects", e));
            }
        });
        return found;
    }

    /** The beginnings of the names by which those write who say that they manage it. */
    public Set<String> declaredManagers() {
        Set<String> managers = declared(reading().raw());
        reading().recordDerived("says that it is managed by", String.join(", ", managers));
        return managers;
    }

    /**
     * Who set fields of it and is none of those who say that they manage it, nor one of the others.
     *
     * @param others names of managers
     * @throws Unreadable if the API server did not note who set what
     */
    public List<String> foreignManagers(Collection<String> others) {
        Set<String> declared = declaredManagers();
        Set<String> foreign = new TreeSet<>();
        List<Reading> entries = reading().elements("metadata.managedFields");
        if (entries.isEmpty()) {
            throw new Unreadable("who set the fields of " + name() + " was not noted");
        }
        for (Reading entry : entries) {
            // A subresource is the business of controllers: the status, or how many there are to be.
            boolean isWhole = entry.value("subresource").asText("").isEmpty();
            String manager = entry.value("manager").asText("");
            if (isWhole && !others.contains(manager) && declared.stream().noneMatch(name -> isManager(name, manager))) {
                foreign.add(manager);
            }
        }
        return List.copyOf(foreign);
    }

    private static boolean isManager(String beginning, String manager) {
        return manager.toLowerCase(Locale.ROOT).startsWith(beginning);
    }

    private static Set<String> declared(JsonNode object) {
        Set<String> declared = new TreeSet<>();
        for (String place : List.of("labels", "annotations")) {
            JsonNode texts = object.path("metadata").path(place);
            SIGNS.forEach((sign, manager) -> {
                if (texts.has(sign)) {
                    declared.add(manager);
                }
            });
            String named = texts.path(MANAGED_BY).asText("").toLowerCase(Locale.ROOT);
            if (!named.isEmpty()) {
                declared.add(named);
            }
        }
        return declared;
    }
}
