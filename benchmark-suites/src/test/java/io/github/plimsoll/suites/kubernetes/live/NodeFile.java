package io.github.plimsoll.suites.kubernetes.live;

import java.util.Arrays;
import java.util.List;

/**
 * A file whose mode or owner can be wrong.
 *
 * @param pattern its path; of several that there are each is changed, and the first is asked for
 * @param planted what makes it wrong
 * @param sound what makes it right
 */
record NodeFile(String control, String pattern, String planted, String sound) {

    static final List<NodeFile> ON_WORKER = of("""
            kubelet_kubeconfig_is_private | /etc/kubernetes/kubelet.conf | chmod 640 | chmod 600
            kubelet_kubeconfig_belongs_to_root | /etc/kubernetes/kubelet.conf | chown 0:1000 | chown 0:0
            kubelet_config_is_private | /var/lib/kubelet/config.yaml | chmod 644 | chmod 600
            kubelet_config_belongs_to_root | /var/lib/kubelet/config.yaml | chown 1000:0 | chown 0:0
            client_authority_is_written_by_root_only | /etc/kubernetes/pki/ca.crt | chmod 666 | chmod 644
            client_authority_belongs_to_root | /etc/kubernetes/pki/ca.crt | chown 1000:1000 | chown 0:0
            pki_certificates_are_written_by_root_only | /etc/kubernetes/pki/ca.crt | chmod 666 | chmod 644
            pki_belongs_to_root | /etc/kubernetes/pki/ca.crt | chown 1000:1000 | chown 0:0
            kubelet_unit_is_private | /etc/systemd/system/kubelet.service.d/*.conf /usr/lib/systemd/system/kubelet.service.d/*.conf | chmod 664 | chmod 600
            kubelet_unit_belongs_to_root | /etc/systemd/system/kubelet.service.d/*.conf /usr/lib/systemd/system/kubelet.service.d/*.conf | chown 0:1000 | chown 0:0
            network_files_are_private | /etc/cni/net.d/*.conflist | chmod 644 | chmod 600
            network_files_belong_to_root | /etc/cni/net.d/*.conflist | chown 1000:0 | chown 0:0
            proxy_kubeconfig_is_private | /var/lib/kube-proxy/kubeconfig.conf | chmod 644 | chmod 600
            proxy_kubeconfig_belongs_to_root | /var/lib/kube-proxy/kubeconfig.conf | chown 1000:0 | chown 0:0
            """);

    static final List<NodeFile> ON_CONTROL_PLANE = of("""
            manifests_are_private | /etc/kubernetes/manifests/kube-scheduler.yaml | chmod 644 | chmod 600
            manifests_belong_to_root | /etc/kubernetes/manifests/kube-controller-manager.yaml | chown 1000:0 | chown 0:0
            kubeconfigs_are_private | /etc/kubernetes/admin.conf | chmod 640 | chmod 600
            kubeconfigs_belong_to_root | /etc/kubernetes/scheduler.conf | chown 1000:0 | chown 0:0
            pki_keys_are_private | /etc/kubernetes/pki/apiserver.key | chmod 644 | chmod 600
            etcd_directory_is_private | /var/lib/etcd | chmod 755 | chmod 700
            etcd_directory_belongs_to_etcd | /var/lib/etcd | chown 1000:1000 | chown 0:0
            """);

    private static List<NodeFile> of(String table) {
        return table.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new NodeFile(cells.get(0), cells.get(1), cells.get(2), cells.get(3)))
                .toList();
    }
}
