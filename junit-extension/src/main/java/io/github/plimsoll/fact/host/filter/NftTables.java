package io.github.plimsoll.fact.host.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables as {@code nft --json list ruleset} prints them. */
final class NftTables {

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "netdev");

    /** The priority at which addresses are translated. */
    private static final int TRANSLATION = -100;

    private NftTables() {}

    /** @param shownElsewhere tables such as {@code ip filter} that other programs made, and print better */
    static List<Table> parse(JsonNode objects, Set<String> shownElsewhere) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            JsonNode chain = object.path("chain");
            if (chain.isObject() && isOurs(chain, shownElsewhere)) {
                boolean translates = chain.path("type").asText("").equals("nat");
                table(tables, chain)
                        .chains()
                        .put(
                                chain.path("name").asText(""),
                                Chain.of(
                                        translates ? "" : hook(chain),
                                        chain.path("dev").asText(""),
                                        chain.path("policy").asText("").equals("drop")));
            }
        }
        for (JsonNode object : objects) {
            JsonNode rule = object.path("rule");
            if (rule.isObject() && isOurs(rule, shownElsewhere)) {
                table(tables, rule)
                        .chains()
                        .computeIfAbsent(rule.path("chain").asText(""), name -> Chain.of("", "", false))
                        .rules()
                        .add(NftRule.parse(rule.path("expr")));
            }
        }
        return new ArrayList<>(tables.values());
    }

    private static String hook(JsonNode chain) {
        String hook = chain.path("hook").asText("");
        return hook.equals("prerouting") && chain.path("prio").asInt(0) > TRANSLATION ? PacketFilter.TRANSLATED : hook;
    }

    private static boolean isOurs(JsonNode part, Set<String> shownElsewhere) {
        return FAMILIES.contains(part.path("family").asText(""))
                && !shownElsewhere.contains(name(part.path("family"), part.path("table")));
    }

    private static Table table(Map<String, Table> tables, JsonNode part) {
        return tables.computeIfAbsent(
                name(part.path("family"), part.path("table")),
                name -> Table.of(part.path("family").asText("")));
    }

    private static String name(JsonNode family, JsonNode table) {
        return family.asText("") + " " + table.asText("");
    }
}
