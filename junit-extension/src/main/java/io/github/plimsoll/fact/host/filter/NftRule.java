package io.github.plimsoll.fact.host.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.filter.Rule.Action;
import io.github.plimsoll.fact.host.filter.Rule.Rate;
import io.github.plimsoll.fact.host.filter.Rule.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One rule as {@code nft --json} prints it. */
final class NftRule {

    private static final Map<String, Action> VERDICTS = Map.of(
            "accept", Action.ACCEPT,
            "drop", Action.DROP,
            "reject", Action.DROP,
            "return", Action.RETURN,
            "continue", Action.NOTE,
            "jump", Action.JUMP,
            "goto", Action.GOTO);

    private static final Set<String> NOTES =
            Set.of("counter", "log", "mangle", "notrack", "ct helper", "ct timeout", "comment", "last");

    private final List<Test> tests = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();
    private Action action = Action.NOTE;
    private String target = "";
    private boolean understood = true;

    private NftRule() {}

    static Rule parse(JsonNode statements) {
        NftRule rule = new NftRule();
        statements.forEach(
                statement -> statement.properties().forEach(entry -> rule.read(entry.getKey(), entry.getValue())));
        if (!rule.understood && rule.action == Action.NOTE) {
            rule.action = Action.UNKNOWN;
        }
        if (!rule.understood || rule.rates.stream().distinct().count() > 1) {
            rule.tests.add(connection -> Answer.MAYBE);
        }
        return new Rule(rule.tests, rule.rates.isEmpty() ? Rate.ANY : rule.rates.get(0), rule.action, rule.target);
    }

    private void read(String statement, JsonNode body) {
        if (VERDICTS.containsKey(statement)) {
            verdict(statement, body);
        } else if (statement.equals("match")) {
            tests.add(NftMatch.test(body));
        } else if ((statement.equals("limit") && body.isObject()) || statement.equals("ct count")) {
            rates.add(body.path("inv").asBoolean(false) ? Rate.OVER : Rate.WITHIN);
        } else if (statement.equals("meter")) {
            inner(body.path("stmt"));
        } else if (statement.equals("set")) {
            body.path("stmt").forEach(this::inner);
        } else if (statement.equals("vmap")) {
            map(body);
        } else if (!NOTES.contains(statement)) {
            // Some of these test something, and some decide: what stands behind them may not be reached.
            understood = false;
        }
    }

    private void inner(JsonNode statement) {
        statement.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
    }

    private void verdict(String statement, JsonNode body) {
        action = VERDICTS.getOrDefault(statement, Action.UNKNOWN);
        target = body.path("target").asText("");
    }

    /** A map from the state of a connection to a verdict is common, and tells what becomes of new ones. */
    private void map(JsonNode body) {
        boolean byState = body.at("/key/ct/key").asText("").equals("state");
        JsonNode entries = body.at("/data/set");
        if (!byState || !entries.isArray()) {
            understood = false;
            return;
        }
        for (JsonNode entry : entries) {
            if (entry.path(0).toString().contains("\"new\"")) {
                inner(entry.path(1));
            }
        }
    }
}
