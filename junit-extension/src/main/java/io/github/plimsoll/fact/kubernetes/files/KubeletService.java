package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What systemd runs a kubelet as, its unit and all drop-ins put together: {@code node/worker-1 › unit kubelet.service}. */
public final class KubeletService extends Subject {

    private static final String EVERYBODY = "any";
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0/0", "::/0");

    private final String node;
    private final List<String> files;

    /** @param files in the order in which systemd reads them */
    KubeletService(Reading place, String node, List<String> files) {
        super(place);
        this.node = node;
        this.files = List.copyOf(files);
    }

    /** Whether systemd lets the kubelet talk with nobody but those whose addresses it names. */
    public boolean talksToNamedAddressesOnly() {
        return isEverybody(setting("IPAddressDeny")) && !hasEverybody(setting("IPAddressAllow"));
    }

    /** What all files say of it together; an empty word takes back what was said before. */
    private List<String> setting(String name) {
        List<String> words = new ArrayList<>();
        for (String file : files) {
            Reading unit = reading()
                    .document(KubernetesDocuments.ofNode(node, KubernetesDocuments.SETTINGS))
                    .part("\"" + file + "\"");
            if (!unit.value("exists").isPresent()) {
                throw new Unreadable(unit.value("unreadable")
                        .asText("what " + file + " of node/" + node + " says was not looked at"));
            }
            for (String word : unit.value("content." + name).asTexts()) {
                if (word.isEmpty()) {
                    words.clear();
                } else {
                    words.add(word);
                }
            }
        }
        reading().recordDerived(name, words.isEmpty() ? "unset" : String.join(" ", words));
        return words;
    }

    private static boolean isEverybody(List<String> addresses) {
        return addresses.contains(EVERYBODY) || addresses.containsAll(EVERY_ADDRESS);
    }

    private static boolean hasEverybody(List<String> addresses) {
        return addresses.contains(EVERYBODY) || addresses.stream().anyMatch(EVERY_ADDRESS::contains);
    }
}
