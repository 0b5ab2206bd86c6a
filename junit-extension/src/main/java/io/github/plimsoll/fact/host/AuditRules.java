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
        return missing(persisted, file);
    }

    /** Why changes of a file are not recorded now; empty if they are. */
    public String missingInKernel(HostFile file) {
        return missing(live, file);
    }

    /** The first rule that matches decides, as in the kernel. */
    private static String missing(Reading rules, HostFile file) {
        Set<String> places = new LinkedHashSet<>(List.of(file.realPath(), file.path()));
        List<String> partial = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        for (Reading element : rules.unrecorded().elements("rules")) {
            AuditRule rule = AuditRule.of(element);
            if (rule.silencesAll() || (rule.isNever() && rule.covers(places))) {
                rules.at(element).recordDerived("", rule.toString());
                return "an earlier rule switches it off: " + rule;
            }
            if (rule.concerns(places)) {
                rules.at(element).recordDerived("", rule.toString());
                List<String> gaps = rule.gaps(places, file.isDirectory());
                if (gaps.isEmpty()) {
                    words.addAll(rule.architectures());
                }
                if (AuditRule.isEveryArchitecture(words)) {
                    return "";
                }
                partial.add(rule + (gaps.isEmpty() ? " is for one size of words" : ": " + String.join(", ", gaps)));
            }
        }
        if (partial.isEmpty()) {
            rules.recordDerived("rules", "none watches " + file.realPath());
            return "no rule watches it";
        }
        return String.join("; ", partial);
    }
}
