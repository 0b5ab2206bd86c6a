package io.github.plimsoll.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.catalogue.Mapping.Framework;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.catalogue.ThreatModel.Threat;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.toy.Fleet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results made up for tests of reports. */
final class Results {

    private Results() {}

    static AuditResult audit(ControlResult... results) {
        return new AuditResult(
                Fleet.loaded("sea", 1, 1).header(),
                Catalogue.load(Results.class.getClassLoader())
                        .benchmark("ship-code-1.0.0")
                        .orElseThrow(),
                List.of(results),
                List.of(),
                new ThreatModel(
                        "toy",
                        List.of(
                                new Threat("D1", "denial-of-service", "Hull", "It sinks."),
                                new Threat("S1", "spoofing", "Flag", "It is false."))),
                AttackPaths.NONE);
    }

    static ControlResult result(String number, Severity severity, Verdict verdict, String reason, Finding... findings) {
        return new ControlResult(
                new ControlDescription(
                        "toy/control_" + number.replace('.', '_'),
                        "Control " + number,
                        "why",
                        "fix",
                        severity,
                        number.isEmpty() ? Map.of() : Map.of("ship-code-1.0.0", List.of(number)),
                        number.isEmpty() ? 0 : 1,
                        List.of(new ThreatClaim("denial-of-service", "D1")),
                        number.isEmpty()
                                ? List.of()
                                : List.of(new Mapping(
                                        new Framework("solas", "SOLAS 1974", "read in it"),
                                        List.of("II-1/5", "II-1/6"),
                                        "")),
                        Optional.empty(),
                        List.of()),
                verdict,
                reason,
                List.of(findings));
    }

    static Finding finding(String subject, String state, Verdict verdict, String message) {
        return new Finding(
                subject,
                state,
                verdict,
                message,
                List.of(new Evidence("/ships/" + subject, "Load", JsonNodeFactory.instance.numberNode(160), false)));
    }
}
