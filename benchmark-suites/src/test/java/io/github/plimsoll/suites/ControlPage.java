package io.github.plimsoll.suites;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.catalogue.Parameter;
import io.github.plimsoll.proof.ShownProof;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;

/** One control for people, in Markdown. */
record ControlPage(Method method, ControlDescription control, ShownProof proof) {

    String markdown() throws IOException {
        StringBuilder page = new StringBuilder("# %s\n\n`%s`, severity %s%s\n\n"
                .formatted(
                        control.title(),
                        control.id(),
                        control.severity().name().toLowerCase(Locale.ROOT),
                        control.level() > 0 ? ", level " + control.level() : ""));
        page.append(control.why().strip()).append("\n\n");
        control.question()
                .ifPresent(question ->
                        page.append("**A person decides:** ").append(question).append("\n\n"));
        page.append("## Fix\n\n```\n").append(control.fix().strip()).append("\n```\n\n");
        page.append("## Holds when\n\n```java\n")
                .append(ControlSource.of(method))
                .append(
                        "\n```\n\nA failed assumption makes a subject not applicable; what cannot be read makes it inconclusive.\n\n");
        String remark = ControlSource.remark(method);
        if (!remark.isEmpty()) {
            page.append(remark).append("\n\n");
        }
        reads(page);
        parameters(page);
        numbers(page);
        threats(page);
        mappings(page);
        proven(page);
        return page.toString().stripTrailing() + "\n";
    }

    private void reads(StringBuilder page) {
        page.append("## What is read\n\n| from | field | where absent |\n|---|---|---|\n");
        WhatIsRead.of(proof)
                .forEach(place -> page.append("| `%s` | `%s` | %s |\n"
                        .formatted(
                                place.document(),
                                place.field(),
                                place.absent().map(value -> "`" + value + "`").orElse(""))));
        page.append("\n");
    }

    private void parameters(StringBuilder page) {
        List<Parameter> parameters = ShippedControls.CATALOGUE.parameters().stream()
                .filter(parameter -> WhatIsRead.parameters(proof).contains(parameter.key()))
                .toList();
        if (parameters.isEmpty()) {
            return;
        }
        page.append("## Set by the site\n\n| key | default | |\n|---|---|---|\n");
        parameters.forEach(parameter -> page.append("| [`%s`](../../policy.md) | %s | %s |\n"
                .formatted(
                        parameter.key(),
                        parameter.initial().isEmpty() ? "none" : "`" + parameter.initial() + "`",
                        parameter.meaning())));
        page.append("\n");
    }

    private void numbers(StringBuilder page) {
        if (control.numbers().isEmpty()) {
            return;
        }
        page.append("## Numbers\n\n| benchmark | line | assessed by the benchmark |\n|---|---|---|\n");
        for (Benchmark benchmark : ShippedControls.CATALOGUE.benchmarks()) {
            for (Benchmark.Line line : benchmark.linesOf(control.id())) {
                page.append("| %s | %s | %s |\n"
                        .formatted(
                                benchmark.title(),
                                line.number(),
                                line.assessment()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')));
            }
        }
        page.append("\n");
    }

    private void threats(StringBuilder page) {
        if (control.threats().isEmpty()) {
            return;
        }
        page.append("## Threats (STRIDE)\n\n");
        for (ThreatClaim claim : control.threats()) {
            page.append("- %s %s\n"
                    .formatted(
                            claim,
                            ShippedControls.CATALOGUE
                                    .threatModel(control.platform())
                                    .flatMap(model -> model.threat(claim.threat()))
                                    .map(threat -> threat.statement())
                                    .orElse("")));
        }
        page.append("\n");
    }

    private void mappings(StringBuilder page) {
        if (control.mappings().isEmpty()) {
            return;
        }
        page.append(
                        "## In other frameworks\n\nHow that is known says the [index](../README.md#in-other-frameworks).\n\n")
                .append("| framework | there | support |\n|---|---|---|\n");
        for (Mapping mapping : control.mappings()) {
            page.append("| %s | %s | %s |\n"
                    .formatted(mapping.framework().title(), String.join(", ", mapping.ids()), mapping.support()));
        }
        page.append("\n");
    }

    private void proven(StringBuilder page) {
        page.append(
                "## Proven\n\nBy its [proof](../../../%s); where else, says the [table of proofs](../../proofs.md).\n"
                        .formatted(ControlSource.file(method.getDeclaringClass())
                                .replace("/main/", "/test/")
                                .replace(".java", "Proofs.java")));
    }
}
