package io.github.plimsoll.report.allure;

import io.qameta.allure.Extension;
import io.qameta.allure.PluginConfiguration;
import io.qameta.allure.core.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The script and the style of our tabs, widgets and blocks. */
record ReportPlugin(Path script, Path style) implements Plugin {

    private static final String SCRIPT = "index.js";
    private static final String STYLE = "styles.css";

    @Override
    public PluginConfiguration getConfig() {
        return new PluginConfiguration()
                .setId("plimsoll")
                .setName("Plimsoll")
                .setJsFiles(List.of(SCRIPT))
                .setCssFiles(List.of(STYLE));
    }

    /** Needed for reports of many files only, of which we make none. */
    @Override
    @Deprecated
    public void unpackReportStatic(Path directory) {
        throw new UnsupportedOperationException("the report is one file");
    }

    @Override
    public Map<String, Path> getPluginFiles() {
        return Map.of(SCRIPT, script, STYLE, style);
    }

    @Override
    public List<Extension> getExtensions() {
        return List.of();
    }
}
