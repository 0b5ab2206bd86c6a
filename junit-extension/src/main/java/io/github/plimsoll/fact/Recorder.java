package io.github.plimsoll.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what one control reads while it judges one subject. Not for use by several threads. */
public final class Recorder {

    private final Set<Evidence> policy = new LinkedHashSet<>();
    private final Set<Evidence> facts = new LinkedHashSet<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    void read(Evidence read) {
        facts.add(read);
    }

    Unreadable failed(Unreadable failure) {
        unreadable.add(failure);
        return failure;
    }

    /**
     * Notes a value of the policy that the control judges by.
     *
     * @param origin where it was set; empty for a default
     */
    public void judgedBy(String key, JsonNode value, String origin) {
        policy.add(Evidence.ofPolicy(key, value, origin));
    }

    /** What was read, each value once: first the policy, then the facts in the order of reading. */
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(policy);
        evidence.addAll(facts);
        return List.copyOf(evidence);
    }

    /** Whether anything of the target was read; the policy is not of the target. */
    public boolean hasReadAFact() {
        return !facts.isEmpty();
    }

    /** The first read that failed, even if the control went on regardless. */
    public Optional<Unreadable> firstFailure() {
        return unreadable.stream().findFirst();
    }
}
