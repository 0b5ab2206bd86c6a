package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Those whom somebody may be several of at once, as they turn up, and the ways that these take then. */
final class Companies {

    private final Set<Company> known = new HashSet<>();
    private final Deque<Company> waiting = new ArrayDeque<>();

    /** Where whoever is all of them stands. */
    Place place(Company company) {
        if (known.add(company)) {
            waiting.add(company);
        }
        return company.place();
    }

    /** What they can do together and none of them alone, and that they are each of them; for those who turn up on the way too. */
    List<Way> ways(Rbac rbac, Ground ground) {
        List<Way> ways = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Company company = waiting.remove();
            for (Principal member : company.members()) {
                ways.add(new Way(company.place(), Place.holder(member), List.of(), ""));
            }
            ways.addAll(Climber.ways(rbac, ground, this, Held.by(rbac, company), company.place()));
        }
        return ways;
    }
}
