package io.github.plimsoll.report.allure;

import io.github.plimsoll.report.Sections;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.Words;
import io.qameta.allure.Aggregator2;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.entity.TestResult;
import io.qameta.allure.tree.TestResultTreeGroup;
import io.qameta.allure.tree.TestResultTreeLeaf;
import io.qameta.allure.tree.TreeUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tabs of the report: all controls by section, by threat and by verdict. */
final class Trees implements Aggregator2 {

    private final List<ControlTest> tests;
    private final boolean severalTargets;

    Trees(List<ControlTest> tests) {
        this.tests = tests;
        this.severalTargets = tests.stream()
                        .map(test -> test.audit().target().target())
                        .distinct()
                        .count()
                > 1;
    }

    @Override
    public void aggregate(Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
        Map<String, TestResult> results = launches.stream()
                .flatMap(launch -> launch.getAllResults().stream())
                .collect(Collectors.toMap(TestResult::getHistoryId, Function.identity()));
        storage.addDataJson("data/controls.json", tree("controls", results, this::bySection));
        storage.addDataJson("data/stride.json", tree("stride", results, this::byThreat));
        storage.addDataJson("data/verdicts.json", tree("verdicts", results, this::byVerdict));
    }

    /** A control hangs at the end of each of its paths. */
    private TestResultTreeGroup tree(
            String name, Map<String, TestResult> results, Function<ControlTest, List<List<String>>> paths) {
        TestResultTreeGroup root = new TestResultTreeGroup(name, name);
        for (ControlTest test : tests) {
            TestResult result = results.get(test.id());
            if (result == null) {
                throw new IllegalStateException(
                        "Allure has lost " + test.control().id());
            }
            for (List<String> path : paths.apply(test)) {
                TestResultTreeGroup group = root;
                for (String step : path) {
                    group = child(group, Text.plain(step));
                }
                group.addChild(new TestResultTreeLeaf(group.getUid(), result));
            }
        }
        return root;
    }

    private static TestResultTreeGroup child(TestResultTreeGroup parent, String name) {
        return parent.findNodeOfType(name, TestResultTreeGroup.class).orElseGet(() -> {
            TestResultTreeGroup group = new TestResultTreeGroup(TreeUtils.createGroupUid(parent.getUid(), name), name);
            parent.addChild(group);
            return group;
        });
    }

    private List<List<String>> bySection(ControlTest test) {
        List<String> path = path(test, test.audit().benchmark().title());
        Sections.path(test.audit().benchmark(), test.control()).forEach(section -> path.add(Sections.name(section)));
        return List.of(path);
    }

    private List<List<String>> byThreat(ControlTest test) {
        if (test.control().threats().isEmpty()) {
            return List.of(path(test, "No threat of the model"));
        }
        return test.control().threats().stream()
                .map(claim -> {
                    List<String> path = path(test, Words.ofCategory(claim.category()));
                    path.add(test.description().threat(test.control(), claim));
                    return path;
                })
                .toList();
    }

    private List<List<String>> byVerdict(ControlTest test) {
        return List.of(path(test, Words.of(test.result().verdict())));
    }

    private List<String> path(ControlTest test, String first) {
        List<String> path = new ArrayList<>();
        if (severalTargets) {
            path.add(test.audit().target().target());
        }
        path.add(first);
        return path;
    }
}
