package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Value;
import java.util.ArrayList;
import java.util.List;

/** Work that comes to an end: a CronJob, or a Job that nothing made which would also clear it away. */
public final class Task extends KubernetesObject {

    private static final String JOB = "spec.jobTemplate.spec.";

    private final boolean repeats;

    private Task(Reading task, boolean repeats) {
        super(task);
        this.repeats = repeats;
    }

    static List<Found<Task>> locate(Reading snapshot) {
        List<Found<Task>> tasks = new ArrayList<>();
        for (Reading job : Objects.of(snapshot, KubernetesDocuments.JOBS, "job")) {
            if (WorkloadKind.controllerOf(job.raw()).isEmpty()) {
                tasks.add(new Found<>(job.subject(), reading -> new Task(reading.at(job), false)));
            }
        }
        for (Reading job : Objects.of(snapshot, KubernetesDocuments.CRON_JOBS, "cronjob")) {
            tasks.add(new Found<>(job.subject(), reading -> new Task(reading.at(job), true)));
        }
        return tasks;
    }

    /** Whether it is begun again and again, by a schedule. */
    public boolean repeats() {
        return repeats;
    }

    /** Whether it is begun while the one before still runs. */
    public boolean overlaps() {
        return read("spec.concurrencyPolicy").asText("Allow").equals("Allow");
    }

    /** How many that have ended are kept. */
    public long keptWhenEnded() {
        return read("spec.successfulJobsHistoryLimit").asLong(3)
                + read("spec.failedJobsHistoryLimit").asLong(1);
    }

    /** Whether it is removed some time after it has ended. */
    public boolean isRemovedWhenEnded() {
        return job("ttlSecondsAfterFinished").isPresent();
    }

    /** Whether it is ended when it has run for a certain time. */
    public boolean hasDeadline() {
        return job("activeDeadlineSeconds").isPresent();
    }

    /** How many times what failed is begun again before it counts as failed. */
    public long retries() {
        return job("backoffLimitPerIndex").isPresent()
                ? job("backoffLimitPerIndex").asLong(0)
                : job("backoffLimit").asLong(6);
    }

    private Value job(String field) {
        return read((repeats ? JOB : "spec.") + field);
    }
}
