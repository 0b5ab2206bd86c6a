package io.github.plimsoll.fact.kubernetes.component;

import java.util.ArrayDeque;
import java.util.Deque;

/** The files in which the configuration of admission lets the settings of plug-ins stand. */
public final class AdmissionFiles {

    private AdmissionFiles() {}

    /**
     * Where a file is that the configuration names.
     *
     * @param file of the configuration itself
     * @param path as it stands there, in full or relative to that file
     */
    public static String named(String file, String path) {
        if (path.startsWith("/")) {
            return path;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (file.substring(0, file.lastIndexOf('/') + 1) + path).split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
