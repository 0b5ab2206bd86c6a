package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The flags of the API servers as far as their pods show them, for what they decide about the whole cluster. */
final class ApiServerFlags {

    private final List<String> flags;
    private final boolean managed;

    private ApiServerFlags(List<String> flags, boolean managed) {
        this.flags = flags;
        this.managed = managed;
    }

    static ApiServerFlags of(Reading snapshot) {
        return snapshot.derived(ApiServerFlags.class, ApiServerFlags::read);
    }

    private static ApiServerFlags read(Reading snapshot) {
        List<String> flags = new ArrayList<>();
        for (Reading pod : Objects.of(snapshot, KubernetesDocuments.PODS, "pod")) {
            if (pod.value("metadata.namespace").asText("").equals("kube-system")) {
                for (Reading container : pod.elements("spec.containers")) {
                    List<String> words =
                            new ArrayList<>(container.value("command").asTexts());
                    words.addAll(container.value("args").asTexts());
                    if (!words.isEmpty() && words.get(0).endsWith("kube-apiserver")) {
                        flags.addAll(words);
                    }
                }
            }
        }
        return new ApiServerFlags(
                flags, Distribution.of(snapshot).filter(Distribution::isManaged).isPresent());
    }

    /**
     * Whether any API server is started with a flag. What a provider runs has the defaults of Kubernetes.
     *
     * @throws Unreadable if no API server is seen and no provider runs it
     */
    boolean has(String flag) {
        return seen().stream().anyMatch(word -> word.equals(flag) || word.startsWith(flag + "="));
    }

    /** Whether any API server has a plug-in that is off unless it is asked for; as {@link #has}. */
    boolean enables(String plugIn) {
        return seen().stream()
                .filter(word -> word.startsWith("--enable-admission-plugins="))
                .flatMap(word -> Stream.of(word.substring(word.indexOf('=') + 1).split(",")))
                .anyMatch(plugIn::equals);
    }

    private List<String> seen() {
        if (flags.isEmpty() && !managed) {
            throw new Unreadable("no API server is seen among the pods of kube-system, so its flags are not known");
        }
        return flags;
    }
}
