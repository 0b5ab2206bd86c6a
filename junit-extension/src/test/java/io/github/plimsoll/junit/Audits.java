package io.github.plimsoll.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs classes of controls as JUnit would, with reports going to a directory of the test's own. */
final class Audits {

    private final Path directory;

    Audits(Path directory) {
        this.directory = directory;
    }

    /** @param settings name and value in turn, for example {@code "target", "toy:calm"} */
    EngineExecutionResults run(Class<?> controls, String... settings) {
        return run(new Class<?>[] {controls}, settings);
    }

    EngineExecutionResults run(Class<?>[] controls, String... settings) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(
                        "plimsoll.output", directory.resolve("compliance").toString())
                .configurationParameter(
                        "plimsoll.allureResults",
                        directory.resolve("allure-results").toString());
        for (Class<?> type : controls) {
            kit.selectors(selectClass(type));
        }
        for (int i = 0; i < settings.length; i += 2) {
            kit.configurationParameter("plimsoll." + settings[i], settings[i + 1]);
        }
        return kit.execute();
    }

    Path report(String name) {
        return directory.resolve("compliance").resolve(name);
    }
}
