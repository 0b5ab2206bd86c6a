package io.github.plimsoll.fact.host;

import java.util.List;

/** The places of a machine by which it is ruled: its programs, its schedules, its accounts, the settings of its kernel. */
public final class ObeyedPlaces {

    /** Whoever writes to one of these, or to what lies in it, decides what root of the machine runs, or who may be root. */
    public static final List<String> ALL = List.of(
            "/bin",
            "/boot",
            "/etc/containerd",
            "/etc/cron.d",
            "/etc/cron.daily",
            "/etc/cron.hourly",
            "/etc/cron.monthly",
            "/etc/cron.weekly",
            "/etc/crontab",
            "/etc/default",
            "/etc/docker",
            "/etc/group",
            "/etc/init.d",
            "/etc/kubernetes",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/ld.so.preload",
            "/etc/modprobe.d",
            "/etc/modules-load.d",
            "/etc/pam.d",
            "/etc/passwd",
            "/etc/profile",
            "/etc/profile.d",
            "/etc/shadow",
            "/etc/ssh",
            "/etc/sudoers",
            "/etc/sudoers.d",
            "/etc/sysconfig",
            "/etc/sysctl.d",
            "/etc/systemd",
            "/etc/udev",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/proc/sys",
            "/proc/sysrq-trigger",
            "/root",
            "/run/systemd",
            "/sbin",
            "/sys/fs/cgroup",
            "/sys/kernel",
            "/usr/bin",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/libexec",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/local/sbin",
            "/usr/sbin",
            "/var/lib/containerd",
            "/var/lib/kubelet",
            "/var/spool/cron");

    private ObeyedPlaces() {}
}
