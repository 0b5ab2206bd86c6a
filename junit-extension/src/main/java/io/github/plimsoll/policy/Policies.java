package io.github.plimsoll.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.Parameter;
import io.github.plimsoll.catalogue.Suggestions;
import io.github.plimsoll.fact.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every parameter that there is and what it is set to; immutable. */
public final class Policies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Parameter> parameters;
    private final Map<String, Setting> settings;

    private Policies(Map<String, Parameter> parameters, Map<String, Setting> settings) {
        this.parameters = parameters;
        this.settings = settings;
    }

    /**
     * Nothing is set, so that the defaults hold.
     *
     * @throws IllegalStateException if a parameter is declared twice, or its default is not of its type
     */
    public static Policies defaults(Catalogue catalogue) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Parameter parameter : catalogue.parameters()) {
            if (parameters.put(parameter.key(), parameter) != null) {
                throw new IllegalStateException("the parameter " + parameter.key() + " is declared twice");
            }
            JsonNode initial = Values.parsed(parameter.type(), parameter.initial())
                    .orElseThrow(() -> new IllegalStateException("the default of " + parameter.key() + " is '"
                            + parameter.initial() + "' and not "
                            + parameter.type().words()));
            settings.put(parameter.key(), new Setting(initial, ""));
        }
        return new Policies(parameters, settings);
    }

    /**
     * The same with one parameter set.
     *
     * @param value a text, a list of texts, a whole number, true or false, as the parameter's type has it
     * @param origin where it is set, for example {@code plimsoll.yaml:3}
     * @throws BadPolicy if there is no such parameter, or it takes no such value
     */
    public Policies with(String key, Object value, String origin) {
        Parameter parameter = known(key, origin);
        JsonNode node = JSON.valueToTree(value);
        return with(parameter, Values.checked(parameter.type(), node), node.toString(), origin);
    }

    /**
     * The same with one parameter set as a text says: the texts of a list are separated by commas.
     *
     * @throws BadPolicy if there is no such parameter, or it takes no such value
     */
    public Policies withText(String key, String text, String origin) {
        Parameter parameter = known(key, origin);
        return with(parameter, Values.parsed(parameter.type(), text), text, origin);
    }

    /**
     * The same with what a benchmark means where nobody has set anything else.
     *
     * @param origin what is named as the place where it is set
     * @throws BadPolicy if there is no such parameter, or it takes no such value
     */
    public Policies unlessSet(Map<String, String> values, String origin) {
        Policies policies = this;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (setting(known(value.getKey(), origin).key()).origin().isEmpty()) {
                policies = policies.withText(value.getKey(), value.getValue(), origin);
            }
        }
        return policies;
    }

    /** What is set as a single text, by key: names of files that are handed in, for example. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> {
            if (parameter.type() == Parameter.Type.TEXT) {
                texts.put(key, setting(key).value().textValue());
            }
        });
        return texts;
    }

    /** The keys of all parameters. */
    public List<String> keys() {
        return new ArrayList<>(parameters.keySet());
    }

    /** The files and parameters by which anything is set. */
    public List<String> places() {
        return settings.values().stream()
                .map(setting -> setting.origin().replaceFirst(":\\d+$", ""))
                .filter(place -> !place.isEmpty())
                .distinct()
                .toList();
    }

    /** The policy for one control, which notes with {@code recorder} what it reads. */
    public Policy readBy(Recorder recorder) {
        return new Policy(this, recorder);
    }

    /** @throws PolicyMisuse if nothing declares such a parameter */
    Parameter parameter(String key) {
        Parameter parameter = parameters.get(key);
        if (parameter == null) {
            throw new PolicyMisuse("asks the policy for '" + key + "', which no table of parameters declares; "
                    + Suggestions.among(key, parameters.keySet()));
        }
        return parameter;
    }

    Setting setting(String key) {
        return Optional.ofNullable(settings.get(key)).orElseThrow(() -> new IllegalStateException(key));
    }

    private Parameter known(String key, String origin) {
        Parameter parameter = parameters.get(key);
        if (parameter == null) {
            throw new BadPolicy(origin + ": there is no '" + key + "'; " + Suggestions.among(key, parameters.keySet()));
        }
        return parameter;
    }

    private Policies with(Parameter parameter, Optional<JsonNode> value, String written, String origin) {
        JsonNode checked = value.orElseThrow(() -> new BadPolicy(origin + ": " + parameter.key() + " is " + written
                + ", expected " + parameter.type().words()
                + (parameter.unit().isEmpty() ? "" : " (" + parameter.unit() + ")")));
        Map<String, Setting> changed = new LinkedHashMap<>(settings);
        changed.put(parameter.key(), new Setting(checked, origin));
        return new Policies(parameters, changed);
    }

    /** @param origin where it was set; empty for a default */
    record Setting(JsonNode value, String origin) {}
}
