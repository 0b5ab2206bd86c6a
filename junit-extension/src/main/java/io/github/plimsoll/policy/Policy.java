package io.github.plimsoll.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.catalogue.Parameter;
import io.github.plimsoll.fact.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lists and limits that a site sets for itself, for a control that takes this as a further parameter.
 *
 * <p>What a control reads is noted as evidence: the value, whether it is the default, and where it was set. It is no fact of
 * the target, so that a control which reads nothing else has looked at nothing.
 */
public final class Policy {

    private final Policies policies;
    private final Recorder recorder;

    Policy(Policies policies, Recorder recorder) {
        this.policies = policies;
        this.recorder = recorder;
    }

    public String text(String key) {
        return read(key, Parameter.Type.TEXT).textValue();
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        read(key, Parameter.Type.TEXTS).forEach(text -> texts.add(text.textValue()));
        return List.copyOf(texts);
    }

    public long number(String key) {
        return read(key, Parameter.Type.NUMBER).longValue();
    }

    public boolean flag(String key) {
        return read(key, Parameter.Type.FLAG).booleanValue();
    }

    public Duration duration(String key) {
        return Values.duration(read(key, Parameter.Type.DURATION).textValue());
    }

    /** Whether somebody set the parameter, even to its default; for lists that say nothing where nobody wrote them. */
    public boolean isSet(String key) {
        Parameter parameter = policies.parameter(key);
        read(key, parameter.type());
        return !policies.setting(key).origin().isEmpty();
    }

    private JsonNode read(String key, Parameter.Type type) {
        Parameter parameter = policies.parameter(key);
        if (parameter.type() != type) {
            throw new PolicyMisuse("asks the policy for '" + key + "' as " + type.words() + ", which is declared as "
                    + parameter.type().words());
        }
        Policies.Setting setting = policies.setting(key);
        recorder.judgedBy(key, setting.value(), setting.origin());
        return setting.value();
    }
}
