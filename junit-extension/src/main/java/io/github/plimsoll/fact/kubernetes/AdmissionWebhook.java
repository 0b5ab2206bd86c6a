package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A webhook that the API server asks before it takes an object, or lets change it. */
public final class AdmissionWebhook extends Subject {

    private static final Set<String> PODS = Set.of("pods", "pods/*", "*", "*/*");

    /** Names of Services. */
    private static final Pattern INSIDE = Pattern.compile(".*\\.svc(?:\\..*)?");

    private final boolean validates;

    private AdmissionWebhook(Reading webhook, boolean validates) {
        super(webhook);
        this.validates = validates;
    }

    static List<Found<AdmissionWebhook>> locate(Reading snapshot) {
        List<Found<AdmissionWebhook>> found = new ArrayList<>();
        add(snapshot, KubernetesDocuments.VALIDATING_WEBHOOKS, true, found);
        add(snapshot, KubernetesDocuments.MUTATING_WEBHOOKS, false, found);
        return found;
    }

    private static void add(Reading snapshot, String list, boolean validates, List<Found<AdmissionWebhook>> found) {
        String kind = (validates ? "validating" : "mutating") + "webhookconfiguration";
        List<Reading> configurations;
        try {
            configurations = Objects.of(snapshot, list, kind);
        } catch (Unreadable e) {
            // What is known of the others is judged all the same.
            found.add(Found.unreadable(kind + "s", e));
            return;
        }
        for (Reading configuration : configurations) {
            for (Reading webhook : configuration.elements("webhooks")) {
                Reading place = webhook.named(
                        configuration.subject() + " › " + webhook.value("name").asText(""));
                found.add(new Found<>(place.subject(), reading -> new AdmissionWebhook(reading.at(place), validates)));
            }
        }
    }

    /** Whether objects are taken unseen when it does not answer. */
    public boolean isPassedWhenSilent() {
        return read("failurePolicy").asText("Fail").equals("Ignore");
    }

    /**
     * The address that is called in place of pods of the cluster: one that it names itself, or that its Service stands for; empty if it
     * is none.
     *
     * @throws Unreadable if its Service chooses no pods, so that somebody has written down elsewhere where it leads
     */
    public String address() {
        String url = read("clientConfig.url").asText("");
        return url.isEmpty() && read("clientConfig.service.name").isPresent() ? behindService() : url;
    }

    private String behindService() {
        String service = "service/" + read("clientConfig.service.namespace").asText("") + "/"
                + read("clientConfig.service.name").asText("");
        for (Reading each : Objects.of(reading(), KubernetesDocuments.SERVICES, "service")) {
            if (each.subject().equals(service)) {
                String name = each.value("spec.externalName").asText("");
                if (each.value("spec.type").asText("").equals("ExternalName")) {
                    return INSIDE.matcher(name).matches() ? "" : name + " (" + service + ")";
                }
                if (each.value("spec.selector").keys().isEmpty()) {
                    throw new Unreadable("where " + service + " leads is not known, for it chooses no pods");
                }
            }
        }
        return "";
    }

    /** Whether it decides which pods are taken. */
    public boolean judgesPods() {
        boolean judges = validates
                && reading().elements("rules").stream()
                        .anyMatch(rule -> rule.value("resources").asTexts().stream()
                                        .anyMatch(PODS::contains)
                                && rule.value("apiGroups").asTexts().stream()
                                        .anyMatch(group -> group.isEmpty() || group.equals("*"))
                                && rule.value("operations").asTexts().stream()
                                        .anyMatch(operation -> operation.equals("CREATE") || operation.equals("*")));
        reading().recordDerived("decides which pods are taken", String.valueOf(judges));
        return judges;
    }

    /** Whether labels of an object, which whoever makes it sets, decide whether it is asked. */
    public boolean goesByLabels() {
        JsonNode selector = reading().raw().path("objectSelector");
        boolean goes = !selector.path("matchLabels").isEmpty()
                || !selector.path("matchExpressions").isEmpty();
        reading().recordDerived("objectSelector", goes ? "some objects" : "all objects");
        return goes;
    }

    /**
     * That it is asked whatever a request is like.
     *
     * @throws Unreadable if it has conditions, which are programs: what they leave out cannot be read from them
     */
    public boolean isAskedUnconditionally() {
        JsonNode conditions = reading().raw().path("matchConditions");
        if (!conditions.isEmpty()) {
            throw new Unreadable("which requests the matchConditions of " + name() + " leave out is not known");
        }
        reading().recordDerived("matchConditions", "none");
        return true;
    }

    /** The namespaces, but for some, of whose objects it is not asked. */
    public List<String> namespacesLeftOut(Collection<String> others) {
        LabelSelector selector = LabelSelector.of(reading().raw().path("namespaceSelector"), name());
        List<String> leftOut = new ArrayList<>();
        for (JsonNode namespace :
                reading().document(KubernetesDocuments.NAMESPACES).raw().path("items")) {
            String name = namespace.path("metadata").path("name").asText("");
            Map<String, String> labels = Pods.labels(namespace);
            labels.put("kubernetes.io/metadata.name", name);
            if (!others.contains(name) && !selector.matches(labels)) {
                leftOut.add(name);
            }
        }
        reading().recordDerived("namespaces left out", leftOut.isEmpty() ? "none" : String.join(", ", leftOut));
        return leftOut;
    }
}
