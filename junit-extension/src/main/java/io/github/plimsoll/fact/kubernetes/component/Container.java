package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A container of the system's namespace, as far as it tells which program it runs and how that is started. */
final class Container {

    /** A reference to a variable, or two dollars, which stand for one. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

    private final Reading pod;
    private final Reading container;

    Container(Reading pod, Reading container) {
        this.pod = pod;
        this.container = container;
    }

    /** Whether its command is the program. */
    boolean starts(String program) {
        List<String> command = container.value("command").asTexts();
        return command.isEmpty()
                ? hasImageOf(program)
                : CommandLine.baseName(command.get(0)).equals(program);
    }

    Reading pod() {
        return pod;
    }

    String node() {
        return pod.value("spec.nodeName").asText("");
    }

    /** By which it is told from others. */
    String place() {
        return pod.subject() + " › " + container.value("name").asText("");
    }

    CommandLine commandLine(String program) {
        Map<String, String> variables = variables();
        return new CommandLine(
                node(),
                program,
                words(program, variables == null ? Map.of() : variables),
                user(),
                variables,
                mounted("configMap.name"),
                mounted("hostPath.path"));
    }

    /** An image of a component is called after it, whoever keeps it; what else its command may start in it is not the component. */
    boolean hasImageOf(String program) {
        String image = container.value("image").asText("").replaceFirst("@.*$", "");
        return CommandLine.baseName(image).replaceFirst(":.*$", "").equals(program);
    }

    /** Without a command the image's own entry point runs, which for an image of the component is the component. */
    private List<String> words(String program, Map<String, String> variables) {
        List<String> words = new ArrayList<>(container.value("command").asTexts());
        if (words.isEmpty() && hasImageOf(program)) {
            words.add(program);
        }
        words.addAll(container.value("args").asTexts());
        words.replaceAll(word -> expanded(word, variables));
        return words;
    }

    /** What stands in its file system of a kind of volume, by its place there. */
    private Map<String, String> mounted(String source) {
        Map<String, String> names = new HashMap<>();
        for (Reading volume : pod.elements("spec.volumes")) {
            String from = volume.value(source).asText("");
            if (!from.isEmpty()) {
                names.put(volume.value("name").requiredText(), from.replaceFirst("/+$", ""));
            }
        }
        Map<String, String> places = new HashMap<>();
        for (Reading mount : container.elements("volumeMounts")) {
            String from = names.get(mount.value("name").requiredText());
            if (from != null) {
                places.put(mount.value("mountPath").requiredText().replaceFirst("/+$", ""), from);
            }
        }
        return places;
    }

    /** Without a word on it the user of the image, which for images of the components is root. */
    private long user() {
        return container
                .value("securityContext.runAsUser")
                .asLong(pod.value("spec.securityContext.runAsUser").asLong(0));
    }

    /** Null where some come from elsewhere; one that does stands for itself. */
    private @Nullable Map<String, String> variables() {
        if (!container.elements("envFrom").isEmpty()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (Reading variable : container.elements("env")) {
            String name = variable.value("name").requiredText();
            variables.put(
                    name,
                    variable.value("valueFrom").isPresent()
                            ? "$(" + name + ")"
                            : expanded(variable.value("value").asText(""), variables));
        }
        return variables;
    }

    /** As the kubelet does it: with the values of variables that are known, and what is not known left as it is. */
    private static String expanded(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1) == null
                                ? "$"
                                : variables.getOrDefault(reference.group(1), reference.group())));
    }
}
