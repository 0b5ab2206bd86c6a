package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.GoBoolean;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container's {@code --security-opt}s, in both spellings: {@code seccomp=unconfined} and {@code seccomp:unconfined}. */
final class SecurityOpt {

    private final List<Option> options = new ArrayList<>();

    SecurityOpt(List<String> texts) {
        texts.forEach(text -> options.add(parse(text)));
    }

    /** The value of an option; of several the last, as in the engine. */
    Optional<String> value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** @throws Unreadable if it is neither true nor false in any spelling that the engine takes */
    Optional<Boolean> flag(String name) {
        return value(name)
                .map(value -> GoBoolean.parse(value)
                        .orElseThrow(() ->
                                new Unreadable("security option " + name + " is neither true nor false: " + value)));
    }

    /** The SELinux type that labels ask for, empty where labelling is switched off; nothing where none says. */
    Optional<String> selinuxType() {
        List<String> labels = values("label");
        return labels.contains("disable")
                ? Optional.of("")
                : labels.stream()
                        .filter(label -> label.startsWith("type:"))
                        .map(label -> label.substring("type:".length()))
                        .reduce((earlier, later) -> later);
    }

    private List<String> values(String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .map(Option::value)
                .toList();
    }

    private static Option parse(String text) {
        if (text.equals("no-new-privileges")) {
            return new Option(text, "true");
        }
        if (text.equals("disable")) {
            return new Option("label", text);
        }
        int end = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
        return end < 0 ? new Option(text, "") : new Option(text.substring(0, end), text.substring(end + 1));
    }

    private record Option(String name, String value) {}
}
