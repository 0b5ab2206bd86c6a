package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules by which the kernel records who changes what: those it has now, and those it is given when the host starts. */
public final class AuditRules extends Subject {

    private final Reading live;
    private final Reading persisted;

    public AuditRules(Reading live, Reading persisted) {
        super(live);
        this.live = live;
        this.persisted = persisted;
    }

    /** Whether the kernel acts on its rules at all. */
    public boolean areEnabled() {
        return live.value("enabled").requiredLong() > 0;
    }

    /** Why changes of a file will not be recorded after the next start; empty if they will. */
    public String missingInFiles(HostFile file) {
        return persisted.value("enabledAtStart").asLong(1) > 0
                ? missing(persisted, file)
                : "their last -e is 0, so that the kernel will not audit at all";
    }

    /** Why changes of a file are not recorded now; empty if they are. */
    public String missingInKernel(HostFile file) {
        return missing(live, file);
    }

    /** Of each list of the kernel's the first rule that matches decides, and another list may take the record away after all. */
    private static String missing(Reading rules, HostFile file) {
        String place = file.realPath();
        List<String> partial = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        for (Reading element : rules.unrecorded().elements("rules")) {
            AuditRule rule = AuditRule.of(element);
            if (rule.silencesFromAnyPlace()) {
                rules.at(element).recordDerived("", rule.toString());
                return "another rule switches it off: " + rule;
            }
        }
        for (Reading element : rules.unrecorded().elements("rules")) {
            AuditRule rule = AuditRule.of(element);
            if (rule.silences(place)) {
                rules.at(element).recordDerived("", rule.toString());
                return "an earlier rule switches it off: " + rule;
            }
            if (rule.concerns(place)) {
                rules.at(element).recordDerived("", rule.toString());
                List<String> gaps = rule.gaps(place, file.isDirectory());
                if (gaps.isEmpty()) {
                    words.addAll(rule.architectures());
                }
                if (AuditRule.isEveryArchitecture(words)) {
                    return "";
                }
                partial.add(rule + (gaps.isEmpty() ? " is for one size of words" : ": " + String.join(", ", gaps)));
            } else if (rule.concerns(file.path())) {
                rules.at(element).recordDerived("", rule.toString());
                partial.add(rule + ": it watches a link, and not " + place + " where that leads");
            }
        }
        if (partial.isEmpty()) {
            rules.recordDerived("rules", "none watches " + place);
            return "no rule watches it";
        }
        return String.join("; ", partial);
    }
}
